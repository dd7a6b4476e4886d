import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { consumeAll, eventually } from '@reservoir/testing';
import type { Contract, Pool, Problem } from '../views.js';
import { assignmentOf, purchaseEvent } from '../world.js';
import { gold, world } from './house.js';

const sku = 'endpoint-security:secure-plus';

const poolOf = async (poolSku: string, term = 'Y1'): Promise<Pool> => {
  const { body } = await gold.get(`/v1/partners/partner-gold/pools/${poolSku}/${term}`);
  return body as Pool;
};

async function buy(orderId: string, change: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await world.publish(purchaseEvent(orderId, change));
  expect(await world.receipts('partner-gold', orderId)).toMatchObject([{ outcome: 'accepted' }]);
}

async function newCustomer(name: string): Promise<string> {
  const id = `${name}-${randomUUID().slice(0, 8)}`;
  const company = { id, type: 'customer', name, parentId: 'partner-gold' };
  expect((await gold.send('POST', '/v1/companies', company)).status).toBe(201);
  return id;
}

describe('worked case 1 (PO-4): last 5 licences, two requests of 5', () => {
  it('gives them to one, and refuses the other with available 0', async () => {
    await buy('case-1', { quantity: 5, term: 'Y2' });
    const customers = [await newCustomer('case-1'), await newCustomer('case-1')];
    const answers = await Promise.all(
      customers.map(async (id) => gold.send('POST', '/v1/contracts', assignmentOf(id, { term: 'Y2' }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body as Problem;
    expect(refused).toMatchObject({ code: 'pool-short', rule: 'PO-4', errors: [{ available: 0 }] });
    expect((await poolOf(sku, 'Y2')).counts).toMatchObject({ available: 0, assigned: 5 });
  });
});

describe('worked case 2 (PO-4): requests of 3 and 4 on 5', () => {
  it('lets one win, and tells the loser the true remainder', async () => {
    await buy('case-2', { quantity: 5, term: 'Y3' });
    const answers = await Promise.all(
      [3, 4].map(async (quantity) =>
        gold.send(
          'POST',
          '/v1/contracts',
          assignmentOf(await newCustomer('case-2'), { term: 'Y3', quantity }),
        ),
      ),
    );
    const winner = answers.findIndex(({ status }) => status === 201);
    const refused = answers[1 - winner]?.body as Problem;
    expect(refused.errors?.[0]?.available).toBe(winner === 0 ? 2 : 1);
  });
});

describe('worked case 3 (PO-3): the same purchase five times, then with another quantity', () => {
  it('credits one lot and refuses the change', async () => {
    const poolSku = 'patch-management';
    await buy('case-3', { sku: poolSku, quantity: 7 });
    const again = Array.from({ length: 4 }, () => purchaseEvent('case-3', { sku: poolSku, quantity: 7 }));
    await world.publish(...again, purchaseEvent('case-3', { sku: poolSku, quantity: 8 }));
    const receipts = await eventually(async () => {
      const all = await world.receipts('partner-gold', 'case-3', 2);
      expect(all.map(({ outcome }) => outcome)).toContain('refused');
      return all;
    });
    const refused = receipts.find(({ outcome }) => outcome === 'refused');
    expect(refused?.reason).toMatchObject({ code: 'order-line-changed', rule: 'PO-3' });
    await eventually(async () => {
      expect((await poolOf(poolSku)).counts.available).toBe(7);
      const letters = await consumeAll(`${world.topicPrefix}orders.v1.dlq`);
      expect(letters.map(({ headers }) => headers['dlq-code'])).toContain('order-line-changed');
    });
  });
});

describe('worked case 4: the same Idempotency-Key', () => {
  it('gives the first answer again for the same body, and 422 for another', async () => {
    await buy('case-4', { quantity: 20 });
    const [key, customer] = [randomUUID(), await newCustomer('case-4')];
    const first = await gold.send('POST', '/v1/contracts', assignmentOf(customer), key);
    const second = await gold.send('POST', '/v1/contracts', assignmentOf(customer), key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    const other = await gold.send('POST', '/v1/contracts', assignmentOf(customer, { quantity: 6 }), key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });
});

describe('CT-18: a preview of an assignment', () => {
  const types = (body: unknown) => (body as { events: { type: string }[] }).events.map(({ type }) => type);

  it('shows its first step, changes nothing in any service, and leaves the key to the command', async () => {
    await buy('preview', { sku: 'endpoint-security:secure', term: 'Y3', quantity: 5 });
    const [key, customer] = [randomUUID(), await newCustomer('preview')];
    const request = assignmentOf(customer, { protectionModel: 'secure', term: 'Y3' });
    const preview = await gold.send('POST', '/v1/contracts?preview=true', request, key);
    expect(preview).toMatchObject({ status: 200, body: { preview: true, omitted: 0 } });
    expect(types(preview.body)).toEqual(
      expect.arrayContaining([
        'reservoir.contracts.contract-drafted.v1',
        'reservoir.license-pool.draw-licenses.v1',
      ]),
    );
    const contracts = (await gold.get(`/v1/contracts?customerId=${customer}`)).body as { items: Contract[] };
    expect(contracts.items).toEqual([]);
    expect((await poolOf('endpoint-security:secure', 'Y3')).counts).toMatchObject({
      available: 5,
      assigned: 0,
    });
    expect(await gold.send('POST', '/v1/contracts', request, key)).toMatchObject({ status: 201 });
  });

  it('is refused as the command is', async () => {
    const customer = await newCustomer('preview');
    const request = assignmentOf(customer, { protectionModel: undefined });
    const answers = [
      await gold.send('POST', '/v1/contracts?preview=true', request),
      await gold.send('POST', '/v1/contracts', request),
    ];
    expect(answers).toMatchObject(
      [1, 2].map(() => ({ status: 409, body: { code: 'missing-choice', rule: 'CA-3' } })),
    );
  });

  it('of a new company makes none', async () => {
    const company = {
      id: `preview-${randomUUID().slice(0, 8)}`,
      type: 'customer',
      name: 'Preview',
      parentId: 'partner-gold',
    };
    const preview = await gold.send('POST', '/v1/companies?preview=true', company);
    expect(preview.status).toBe(200);
    expect(types(preview.body)).toContain('reservoir.companies.company-created.v1');
    expect((await gold.get(`/v1/companies/${company.id}`)).status).toBe(404);
  });
});

describe('CT-4: several SKUs, one of them short', () => {
  it('returns what was held, and ends cancelled', async () => {
    await buy('case-6', { sku: 'endpoint-security:secure', quantity: 10 });
    const customer = await newCustomer('case-6');
    const request = assignmentOf(customer, { protectionModel: 'secure', addOns: ['full-encryption'] });
    const answer = await gold.send('POST', '/v1/contracts', request);
    expect(answer).toMatchObject({ status: 409, body: { code: 'pool-short', rule: 'PO-4' } });
    await eventually(async () => {
      expect((await poolOf('endpoint-security:secure')).counts).toMatchObject({ available: 10, reserved: 0 });
    });
    const contracts = (await gold.get(`/v1/contracts?customerId=${customer}`)).body as { items: Contract[] };
    expect(contracts.items.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('assigns all of them when there are enough', async () => {
    await buy('case-6-encryption', { sku: 'full-encryption', quantity: 10 });
    const customer = await newCustomer('case-6');
    const request = assignmentOf(customer, { protectionModel: 'secure', addOns: ['full-encryption'] });
    const answer = await gold.send('POST', '/v1/contracts', request);
    expect(answer).toMatchObject({
      status: 201,
      body: { state: 'active', modules: [{ sku: 'full-encryption' }] },
    });
    expect((await poolOf('full-encryption')).counts).toMatchObject({ available: 5, assigned: 5 });
  });
});

describe('worked case 15 (CT-5): two commercial products of one family at once', () => {
  it('lets one win', async () => {
    await buy('case-15', { quantity: 10 });
    await buy('case-15-edr', { sku: 'edr-standalone', quantity: 10 });
    const customer = await newCustomer('case-15');
    const requests = [
      assignmentOf(customer),
      assignmentOf(customer, { product: 'edr-standalone', protectionModel: null }),
    ];
    const answers = await Promise.all(
      requests.map(async (request) => gold.send('POST', '/v1/contracts', request)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body as Problem;
    expect(['family-taken', 'operation-in-flight']).toContain(refused.code);
  });
});

describe('worked case 24: bad input on orders.v1', () => {
  const withData = (orderId: string, change: Readonly<Record<string, unknown>>) =>
    purchaseEvent(orderId, change);
  const raw = (
    value: string,
    headers: Record<string, string> = { 'content-type': 'application/cloudevents+json' },
  ) => ({
    key: 'partner-gold',
    value,
    headers,
  });
  const nested = `{"specversion":"1.0","id":"n","source":"/s","type":"orders.license-purchased.v1","data":${'['.repeat(500_000)}${']'.repeat(500_000)}}`;

  it.each([
    ['not JSON', () => raw('{'), 'not-json'],
    ['not a CloudEvent', () => raw('{"hello":"world"}', {}), 'not-a-cloudevent'],
    ['wrong types', () => withData('bad-types', { orderId: 7, quantity: 'ten' }), 'schema-violation'],
    ['1 MB of nesting', () => raw(nested), 'schema-violation'],
    ['quantity 0', () => withData('bad-0', { quantity: 0 }), 'schema-violation'],
    ['quantity −1', () => withData('bad-minus', { quantity: -1 }), 'schema-violation'],
    ['quantity 1.5', () => withData('bad-fraction', { quantity: 1.5 }), 'schema-violation'],
    ['quantity 2⁵³', () => withData('bad-huge', { quantity: 2 ** 53 }), 'schema-violation'],
    [
      'a foreign distributor',
      () => withData('bad-foreign', { distributorId: 'distributor-two' }),
      'wrong-distributor',
    ],
    ['an unknown partner', () => withData('bad-unknown', { partnerId: 'partner-nobody' }), 'unknown-partner'],
    ['a SKU that is not sold', () => withData('bad-sku', { sku: 'no-such-sku' }), 'not-in-assortment'],
  ])('%s is set aside, and the next record is processed', async (what, bad, code) => {
    const next = `after-${what.replaceAll(/\W/g, '-')}`;
    const message = bad();
    await world.publish(message);
    await buy(next, { sku: 'xdr', quantity: 1 });
    await eventually(
      async () => {
        const letters = await consumeAll(`${world.topicPrefix}orders.v1.dlq`);
        const letter = letters.find(({ value }) => value?.toString() === message.value);
        expect(letter?.headers['dlq-code']).toBe(code);
      },
      { timeoutMs: 20_000, everyMs: 300 },
    );
  });
});
