import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { contractActivated, entitlementChanged, serviceChanged } from '@reservoir/messages';
import { aContract, aService, anEntitlement } from '../../../testing/facts.js';
import { Assignments, assignment } from '../testing/assignments.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  await gateway.tell(contractActivated, { contract: aContract() });
  await gateway.tell(serviceChanged, aService(), { sequence: 1 });
  await gateway.tell(entitlementChanged, anEntitlement(25), { sequence: 1 });
});
afterAll(() => gateway.stop());

const assign = (as: object, customerId = 'customer-one') =>
  gateway.call('POST', '/v1/contracts', {
    as,
    body: { ...assignment, customerId },
    headers: { 'idempotency-key': newId(), prefer: 'wait=0' },
  });

describe('CO-9 who changes the licensing of a customer', () => {
  it('its own partner', async () => {
    gateway.sent.length = 0;
    const post = new Assignments(gateway).post(newId(), { headers: { prefer: 'wait=0' } });
    expect((await post).status).toBe(202);
    expect(gateway.sent).toHaveLength(1);
  });

  it.each([
    ['the customer itself', of('customer-one'), 'customer-one'],
    ['the distributor above', of('distributor-one'), 'customer-one'],
    ['the partner above its partner', of('partner-gold'), 'customer-chain'],
    ['the operator', theOperator, 'customer-one'],
  ])('not %s, who reads', async (_who, as, customerId) => {
    gateway.sent.length = 0;
    expect(await assign(as, customerId)).toMatchObject({
      status: 403,
      body: { code: 'not-the-owning-partner', rule: 'CO-9' },
    });
    expect(gateway.sent).toEqual([]);
  });

  it.each([
    ['a partner beside', 'partner-silver', 'customer-one'],
    ['a partner below', 'partner-chain', 'customer-one'],
    ['a foreign partner', 'partner-two', 'customer-one'],
    ['a customer beside', 'customer-two', 'customer-one'],
  ])('CO-8 not %s, to whom it is unknown', async (_who, company, customerId) => {
    const foreign = await assign(of(company), customerId);
    const unknown = await assign(of(company), 'nobody');
    expect([foreign.status, { ...foreign.body, requestId: '' }]).toEqual([
      404,
      { ...unknown.body, requestId: '' },
    ]);
  });
});

describe('CO-9 who reads the licensing of a customer', () => {
  const reads = [
    '/v1/contracts/contract-one',
    '/v1/contracts?customerId=customer-one',
    '/v1/customers/customer-one/services',
    '/v1/customers/customer-one/entitlements',
  ];

  it.each([
    ['its partner', of('partner-gold')],
    ['itself', of('customer-one')],
    ['the distributor above', of('distributor-one')],
    ['the operator', theOperator],
  ])('%s, with any role', async (_who, as) => {
    for (const role of ['monitoring', 'security-admin']) {
      const reader = 'company' in as ? { ...as, role } : as;
      for (const url of reads) expect([url, (await gateway.get(url, reader)).status]).toEqual([url, 200]);
    }
  });

  it.each(['partner-silver', 'partner-chain', 'partner-two', 'customer-two'])('not %s', async (company) => {
    for (const url of reads) expect([url, (await gateway.get(url, of(company))).status]).toEqual([url, 404]);
  });
});
