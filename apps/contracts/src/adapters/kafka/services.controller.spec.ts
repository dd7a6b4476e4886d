import { beforeEach, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { newClient } from '../../domain/client.js';
import { noEntitlement } from '../../domain/entitlement.js';
import { anActor, noon } from '../../testing/contracts.fixtures.js';
import { aWorld, contextOf, handled, operationId, published } from '../../testing/handling.js';
import { aClaim, aService } from '../../testing/proposals.js';
import { ServicesController } from './services.controller.js';

const id = 'customer-one:endpoint-security';
const base = { customerId: 'customer-one', product: 'endpoint-security', actor: anActor() };
let ports: ReturnType<typeof aWorld>;

beforeEach(() => {
  ports = aWorld();
  ports.clients.save({ ...newClient('customer-one'), version: 1, claims: [aClaim()] });
  ports.services.save(aService());
  ports.entitlements.save({
    ...noEntitlement('customer-one', 'endpoint-security:a-la-carte'),
    version: 1,
    timeline: [{ from: noon, to: instant('2027-11-21'), quantity: 10 }],
  });
});

async function tell(
  handler: 'change' | 'switchFeature',
  data: object,
  operation: string | null = operationId,
) {
  const context = contextOf({ operationId: operation });
  await handled(context, () =>
    new ServicesController(() => ports)[handler]({ ...base, ...data } as never, context),
  );
  return context;
}

describe('commands on services', () => {
  it('EN-1 the outcome names the service, and the version that whoever waits must see', async () => {
    const records = published(await tell('change', { changes: { managementModel: 'client' } }));
    expect(records.map(({ name, sequence }) => [name, sequence])).toEqual([
      ['service-changed', 2],
      ['operation-completed', undefined],
    ]);
    expect(records[1]?.data).toMatchObject({
      operationId,
      outcome: 'succeeded',
      resource: { kind: 'services', id },
      requires: [{ kind: 'services', id, version: 2 }],
    });
  });

  it('EN-6 so does that of a switch', async () => {
    const records = published(await tell('switchFeature', { feature: 'anti-malware', on: false }));
    expect(records.map(({ name, sequence }) => [name, sequence])).toEqual([
      ['features-switched', 1],
      ['operation-completed', undefined],
    ]);
    expect(records[1]?.data).toMatchObject({ requires: [{ kind: 'feature-switches', id, version: 1 }] });
  });

  it('EN-6 a switch that changes nothing where nothing was ever switched requires nothing', async () => {
    const records = published(await tell('switchFeature', { feature: 'anti-malware', on: true }));
    expect(records.map(({ data }) => data)).toMatchObject([
      { outcome: 'succeeded', resource: { kind: 'feature-switches', id }, requires: [] },
    ]);
  });

  it('a refusal is the answer, and nothing else', async () => {
    const records = published(await tell('switchFeature', { feature: 'xdr', on: false }));
    expect(records.map(({ data }) => data)).toMatchObject([
      { outcome: 'refused', resource: null, refusal: { code: 'feature-not-entitled', rule: 'EN-6' } },
    ]);
  });

  it.each(['change', 'switchFeature'] as const)('%s without an operation is set aside', async (handler) => {
    const context = await tell(handler, { changes: {}, feature: 'edr', on: true }, null);
    expect(context.disposition).toMatchObject({ kind: 'dead-letter', reason: { code: 'no-operation' } });
  });
});
