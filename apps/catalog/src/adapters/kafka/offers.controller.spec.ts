import { beforeEach, describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { setAssortment } from '@reservoir/messages';
import { edrStandalone, operator, userOf } from '../../testing/catalog.fixtures.js';
import type { CatalogPorts } from '../../application/publications.js';
import { commandContext, noon, published } from '@reservoir/testing/handlers';
import { everyChunk, memoryPorts } from '../../testing/memory-catalog.js';
import { OffersController } from './offers.controller.js';

let ports: CatalogPorts;
let controller: OffersController;

beforeEach(() => {
  ports = memoryPorts();
  controller = new OffersController(everyChunk(ports));
});

const body = {
  distributorId: 'distributor-one',
  offers: [{ sku: 'edr-standalone', terms: ['Y1' as const] }],
};

function send(actor = userOf('distributor-one'), now = noon) {
  const command = { body, actor };
  const context = commandContext(setAssortment, command, now);
  controller.assortment(command, context);
  return context;
}

describe('set-assortment', () => {
  it('publishes the fact, and answers the operation with its version', () => {
    ports.companies.save({ id: 'distributor-one', type: 'distributor', version: 1 });
    ports.products.save({ id: 'edr-standalone', version: 1, body: edrStandalone });
    const context = send();
    expect(published(context)).toEqual([
      {
        type: 'reservoir.catalog.assortment-changed.v1',
        key: 'assortment:distributor-one',
        data: { body, version: 1 },
        sequence: 1,
      },
      {
        type: 'reservoir.catalog.version-published.v1',
        key: 'version:assortments:distributor-one:1',
        data: {
          kind: 'assortments',
          id: 'distributor-one',
          number: 1,
          publishedAt: noon,
          publishedBy: 'user-of-distributor-one',
          body,
        },
        sequence: 1,
      },
      {
        type: 'reservoir.catalog.operation-completed.v1',
        key: 'op-1',
        data: {
          operationId: 'op-1',
          outcome: 'succeeded',
          resource: { kind: 'assortments', id: 'distributor-one' },
          refusal: null,
          requires: [
            { kind: 'assortments', id: 'distributor-one', version: 1 },
            { kind: 'catalog-versions', id: 'assortments/distributor-one/1', version: 1 },
          ],
        },
      },
    ]);
  });

  it('answers a refusal with every violation, and publishes nothing else', () => {
    ports.companies.save({ id: 'distributor-one', type: 'distributor', version: 1 });
    const [answer, ...others] = published(send());
    expect(others).toEqual([]);
    expect(answer?.data).toMatchObject({
      outcome: 'refused',
      resource: null,
      refusal: { code: 'publication-invalid', errors: [{ code: 'unknown-sku', path: 'offers[0].sku' }] },
      requires: [],
    });
  });

  it.each([operator, userOf('distributor-one')])(
    'of a new company waits for the news of it: $userId',
    (actor) => {
      const context = send(actor, plusMs(noon, 4999));
      expect(context.disposition.kind).toBe('parked');
      expect(published(context)).toEqual([]);
    },
  );

  it.each([operator, userOf('distributor-one')])('CO-8 waits 5 s, then is refused: $userId', (actor) => {
    const context = send(actor, plusMs(noon, 5000));
    expect(context.disposition.kind).toBe('handled');
    expect(published(context)[0]?.data).toMatchObject({ refusal: { code: 'unknown-company', rule: 'CO-8' } });
  });

  it('CO-8 of a foreign company is refused at once', () => {
    const context = send(userOf('distributor-two'));
    expect(published(context)[0]?.data).toMatchObject({ refusal: { code: 'unknown-company' } });
  });
});
