import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractActivated } from '@reservoir/messages';
import { aContract } from '../../testing/facts.js';
import { type Call, TestGateway, of, theOperator } from './testing/gateway.js';
import { tellOfTwoSubtrees } from './testing/two-subtrees.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  await tellOfTwoSubtrees(gateway);
});
afterAll(() => gateway.stop());

const sku = 'endpoint-security:secure-plus';

/** Everything of partner-gold and customer-one that has an id, and the same with an id that nobody has. */
const reads: readonly (readonly [known: string, unknown: string])[] = [
  ['/v1/companies/partner-gold', '/v1/companies/nobody'],
  ['/v1/partners/partner-gold/pools', '/v1/partners/nobody/pools'],
  [`/v1/partners/partner-gold/pools/${sku}/Y1`, `/v1/partners/nobody/pools/${sku}/Y1`],
  [`/v1/partners/partner-gold/pools/${sku}/Y1/lots`, `/v1/partners/nobody/pools/${sku}/Y1/lots`],
  ['/v1/partners/partner-gold/order-receipts', '/v1/partners/nobody/order-receipts'],
  ['/v1/contracts/contract-one', '/v1/contracts/nothing'],
  ['/v1/contracts?customerId=customer-one', '/v1/contracts?customerId=nobody'],
  ['/v1/customers/customer-one/services', '/v1/customers/nobody/services'],
  ['/v1/customers/customer-one/entitlements', '/v1/customers/nobody/entitlements'],
  ['/v1/partners/partner-gold/points', '/v1/partners/nobody/points'],
  ['/v1/partners/partner-gold/points/transactions', '/v1/partners/nobody/points/transactions'],
  [
    '/v1/partners/partner-gold/points?at=2026-11-21T12:00:00Z',
    '/v1/partners/nobody/points?at=2026-11-21T12:00:00Z',
  ],
  ['/v1/partners/partner-gold/points/transactions:verify', '/v1/partners/nobody/points/transactions:verify'],
  ['/v1/partners/partner-gold/points/statements/2026-11', '/v1/partners/nobody/points/statements/2026-11'],
  ['/v1/partners/partner-gold/points/quotes', '/v1/partners/nobody/points/quotes'],
  ['/v1/partners/partner-gold/points/quotes/quote-one', '/v1/partners/nobody/points/quotes/nothing'],
  ['/v1/partners/partner-gold/points/exchanges', '/v1/partners/nobody/points/exchanges'],
  ['/v1/partners/partner-gold/points/exchanges/exchange-one', '/v1/partners/nobody/points/exchanges/nothing'],
  ['/v1/catalog/assortments/distributor-one', '/v1/catalog/assortments/nobody'],
  ['/v1/catalog/prices/distributor-one', '/v1/catalog/prices/nobody'],
];

const assignment = (customerId: string) => ({
  customerId,
  product: 'p',
  mode: 'commercial',
  term: 'Y1',
  quantity: 1,
});
/** Commands on partner-gold and customer-one, and the same on somebody unknown. */
const writes: readonly (readonly [
  'POST' | 'PUT',
  known: readonly [string, object],
  unknown: readonly [string, object],
])[] = [
  ['POST', ['/v1/contracts', assignment('customer-one')], ['/v1/contracts', assignment('nobody')]],
  [
    'POST',
    ['/v1/companies', { type: 'customer', name: 'C', parentId: 'partner-gold' }],
    ['/v1/companies', { type: 'customer', name: 'C', parentId: 'nobody' }],
  ],
  [
    'POST',
    ['/v1/partners/partner-gold/points/quotes', { sku, term: 'Y1', quantity: 1 }],
    ['/v1/partners/nobody/points/quotes', { sku, term: 'Y1', quantity: 1 }],
  ],
  [
    'POST',
    ['/v1/partners/partner-gold/points/exchanges', { quoteId: 'quote-one' }],
    ['/v1/partners/nobody/points/exchanges', { quoteId: 'quote-one' }],
  ],
  [
    'POST',
    ['/v1/partners/partner-gold/points/exchanges/exchange-one/reverse', { quantity: 1 }],
    ['/v1/partners/nobody/points/exchanges/exchange-one/reverse', { quantity: 1 }],
  ],
  [
    'PUT',
    ['/v1/catalog/assortments/distributor-one', { offers: [] }],
    ['/v1/catalog/assortments/nobody', { offers: [] }],
  ],
  [
    'PUT',
    ['/v1/catalog/prices/distributor-one', { money: [], points: [], pointsDiscounts: [] }],
    ['/v1/catalog/prices/nobody', { money: [], points: [], pointsDiscounts: [] }],
  ],
];

const headers = { 'x-request-id': 'the-same', 'idempotency-key': 'k' };
/** All that the outside sees, but for what counts requests and tells the time. */
const seen = async (method: 'GET' | 'POST' | 'PUT', url: string, call: Call) => {
  const { status, text, headers } = await gateway.call(method, url, call);
  const { date: _d, 'ratelimit-remaining': _rr, ratelimit: _r, 'ratelimit-reset': _rs, ...rest } = headers;
  return { status, text, headers: rest };
};

describe('CO-8: a foreign id answers exactly as an unknown one', () => {
  it.each(reads)('GET %s', async (known, unknown) => {
    const as = of('partner-two');
    const [foreign, nobody] = [
      await seen('GET', known, { as, headers }),
      await seen('GET', unknown, { as, headers }),
    ];
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(nobody);
  });

  it.each(reads)('but its owner reads %s', async (known) => {
    expect((await gateway.get(known, of('partner-gold'))).status).toBe(200);
    expect((await gateway.get(known, of('distributor-one'))).status).toBe(200);
    expect((await gateway.get(known, theOperator)).status).toBe(200);
  });

  it.each(writes)('%s %p', async (method, [known, knownBody], [unknown, unknownBody]) => {
    const as = of('partner-two');
    const foreign = await seen(method, known, { as, headers, body: knownBody });
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(await seen(method, unknown, { as, headers, body: unknownBody }));
    expect(gateway.sent).toEqual([]);
  });
});

describe('CO-8: nobody reads above or beside itself', () => {
  it.each([
    ['customer-one', '/v1/partners/partner-gold/pools'],
    ['customer-one', '/v1/companies/partner-gold'],
    ['customer-one', '/v1/companies/customer-two'],
    ['customer-one', '/v1/catalog/prices/distributor-one'],
    ['partner-chain', '/v1/companies/partner-gold'],
    ['partner-chain', '/v1/contracts/contract-one'],
    ['partner-silver', '/v1/contracts/contract-one'],
    ['distributor-two', '/v1/companies/partner-gold'],
  ])('%s does not see %s', async (company, url) =>
    expect((await gateway.get(url, of(company))).status).toBe(404),
  );

  it.each([
    ['/v1/partners/customer-one/pools', 'unknown-partner'],
    ['/v1/customers/partner-gold/services', 'unknown-customer'],
  ])('%s is of another type: %s', async (url, code) =>
    expect((await gateway.get(url, of('partner-gold'))).body).toMatchObject({ code }),
  );

  it('lists hold the subtree only', async () => {
    const ids = async (company: string, url: string) =>
      ((await gateway.get(url, of(company))).body['items'] as { id: string }[]).map(({ id }) => id);
    expect(await ids('partner-gold', '/v1/companies')).toEqual([
      'customer-chain',
      'customer-one',
      'customer-two',
      'partner-chain',
    ]);
    expect(await ids('partner-gold', '/v1/companies?type=partner')).toEqual(['partner-chain']);
    expect(await ids('customer-one', '/v1/companies')).toEqual([]);
    for (const company of ['customer-one', 'partner-gold', 'distributor-one'])
      expect(await ids(company, '/v1/contracts')).toEqual(['contract-one']);
    for (const company of ['customer-two', 'partner-two', 'partner-chain', 'distributor-two'])
      expect(await ids(company, '/v1/contracts')).toEqual([]);
  });
});

describe('CA-6: assortments and prices', () => {
  const distributors = async (company: string) =>
    (
      (await gateway.get('/v1/catalog/assortments', of(company))).body['items'] as { distributorId: string }[]
    ).map(({ distributorId }) => distributorId);

  it('a partner sees its distributor’s only', async () => {
    expect(await distributors('partner-gold')).toEqual(['distributor-one']);
    expect(await distributors('partner-chain')).toEqual(['distributor-one']);
    expect(await distributors('partner-two')).toEqual(['distributor-two']);
    expect(await distributors('customer-one')).toEqual([]);
  });

  it('a partner sees the prices of its own tier', async () => {
    const tiers = async (company: string) => {
      const { body } = await gateway.get('/v1/catalog/prices/distributor-one', of(company));
      return (body['money'] as { tier: string }[]).map(({ tier }) => tier);
    };
    expect(await tiers('partner-gold')).toEqual(['GOLD']);
    expect(await tiers('partner-silver')).toEqual(['SILVER']);
    expect(await tiers('distributor-one')).toEqual(['GOLD', 'SILVER']);
  });
});

describe('a contract', () => {
  it('shows its customer no lots and no distributor', async () => {
    const [partner, customer] = [
      await gateway.get('/v1/contracts/contract-one', of('partner-gold')),
      await gateway.get('/v1/contracts/contract-one', of('customer-one')),
    ];
    expect(partner.body).toMatchObject({
      distributorId: 'distributor-one',
      periods: [{ batches: [{ lotId: 'lot-one' }] }],
    });
    expect(customer.text).not.toMatch(/distributor|lot-one/);
  });
  it('that never was active is read too, without a service (CT-4)', async () => {
    const reason = { code: 'pool-short', rule: 'PO-4', detail: '5 asked, 0 available' };
    const cancelled = aContract({
      id: 'never',
      state: 'cancelled',
      activatedAt: null,
      serviceId: 'none',
      reason,
    });
    await gateway.tell(contractActivated, { contract: cancelled });
    expect((await gateway.get('/v1/contracts/never', of('partner-gold'))).body).toMatchObject({
      state: 'cancelled',
      protectionModel: 'secure-plus',
      managementModel: null,
      reason,
    });
  });
});
