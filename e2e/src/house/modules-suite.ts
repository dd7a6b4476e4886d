import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@reservoir/testing';
import type { Contract, Pool } from '../views.js';
import { assignmentOf, purchaseEvent } from '../world.js';
import { gold, world } from './house.js';

const term = 'Y2';
const chosen = { protectionModel: 'secure', term, quantity: 5 };
const customer = `modules-${randomUUID().slice(0, 8)}`;
const service = `/v1/customers/${customer}/services/endpoint-security`;

const countsOf = async (sku: string): Promise<Pool['counts']> =>
  ((await gold.get(`/v1/partners/partner-gold/pools/${sku}/${term}`)).body as Pool).counts;

beforeAll(async () => {
  for (const [sku, quantity] of [
    ['endpoint-security:secure', 5],
    ['full-encryption', 8],
  ] as const) {
    const order = `modules-${sku}`;
    await world.publish(purchaseEvent(order, { sku, term, quantity }));
    expect(await world.receipts('partner-gold', order)).toMatchObject([{ outcome: 'accepted' }]);
  }
  const company = { id: customer, type: 'customer', name: 'Modules', parentId: 'partner-gold' };
  expect((await gold.send('POST', '/v1/companies', company)).status).toBe(201);
});

describe('EN-6, CT-13 a module alone', () => {
  const wanted = { module: 'full-encryption', term, quantity: 5 };
  const featuresNow = async () =>
    ((await gold.get(`${service}/features`)).body as { skus: readonly unknown[] }).skus;

  it('is shown, added to a product that is there, kept within it, and removed again', async () => {
    const none = await gold.send('POST', `${service}/modules`, wanted);
    expect(none).toMatchObject({ status: 404, body: { code: 'unknown-service', rule: 'EN-1' } });
    const bought = await gold.send('POST', '/v1/contracts', assignmentOf(customer, chosen));
    expect(bought).toMatchObject({ status: 201, body: { modules: [] } });

    const shown = await gold.send('POST', `${service}/modules?preview=true`, wanted);
    expect(shown).toMatchObject({ status: 200, body: { preview: true } });
    expect(JSON.stringify(shown.body)).toContain('reservoir.contracts.operation-planned.v1');
    expect(await countsOf('full-encryption')).toMatchObject({ available: 8, assigned: 0 });

    const added = await gold.send('POST', `${service}/modules`, wanted);
    expect(added).toMatchObject({
      ...{ status: 201, body: { kind: 'module', state: 'active', sku: 'full-encryption', quantity: 5 } },
    });
    expect(await countsOf('full-encryption')).toMatchObject({ available: 3, assigned: 5 });
    expect(await featuresNow()).toContain('full-encryption');

    const beyond = await gold.send('POST', `${service}/modules`, { ...wanted, quantity: 1 });
    expect(beyond).toMatchObject({ status: 409, body: { code: 'module-beyond-product', rule: 'CT-13' } });

    const { id } = added.body as Contract;
    const ended = await gold.send('POST', `/v1/contracts/${id}/cancel`, {});
    expect(ended).toMatchObject({ status: 200, body: { id, state: 'cancelled' } });
    await eventually(async () =>
      expect(await countsOf('full-encryption')).toMatchObject({ available: 8, assigned: 0 }),
    );
    expect(await featuresNow()).not.toContain('full-encryption');
    expect((await gold.get(`/v1/contracts/${(bought.body as Contract).id}`)).body).toMatchObject({
      state: 'active',
    });
  }, 60_000);
});
