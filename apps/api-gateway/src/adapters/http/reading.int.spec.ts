import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import {
  contractActivated,
  entitlementChanged,
  licenseOrderReceipt,
  lotAdded,
  pointsGranted,
  pointsHeld,
  quoteChanged,
  serviceChanged,
} from '@reservoir/messages';
import {
  aContract,
  aPointsFact,
  aPoolFact,
  aQuote,
  aReceipt,
  aService,
  anEntitlement,
  anExchange,
} from '../../testing/facts.js';
import { TestGateway, of, theOperator } from './testing/gateway.js';

let gateway: TestGateway;
const gold = of('partner-gold');
const items = async (url: string, as: object = gold) =>
  (await gateway.get(url, as)).body['items'] as Record<string, unknown>[];

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  for (const sku of ['a', 'b', 'c', 'd', 'e']) {
    const fact = aPoolFact(25, 1, { sku });
    await gateway.tell(lotAdded, { ...fact, lots: [{ ...fact.lots[0]!, id: `lot-${sku}` }] });
  }
  for (const [id, customerId, partnerId] of [
    ['c-1', 'customer-one', 'partner-gold'],
    ['c-2', 'customer-two', 'partner-gold'],
    ['c-3', 'customer-chain', 'partner-chain'],
    ['c-4', 'customer-silver', 'partner-silver'],
    ['c-5', 'customer-foreign', 'partner-two'],
  ] as const) {
    const state = id === 'c-2' ? 'cancelled' : 'active';
    await gateway.tell(contractActivated, {
      contract: aContract({ id, customerId, partnerId, state, assignmentId: id }),
    });
  }
  await gateway.tell(serviceChanged, aService(), { sequence: 1 });
  await gateway.tell(entitlementChanged, anEntitlement(25), { sequence: 1 });
  await gateway.tell(pointsGranted, aPointsFact(1000, 0, 1));
  await gateway.tell(pointsHeld, { ...aPointsFact(50, 950, 2), exchange: anExchange() });
  for (const minute of [1, 2, 3])
    await gateway.tell(quoteChanged, aQuote({ id: `q-${minute}`, issuedAt: `2026-11-21T12:0${minute}:00Z` }));
  await gateway.tell(licenseOrderReceipt, aReceipt(), { time: '2026-11-21T12:00:00Z' });
  await gateway.tell(licenseOrderReceipt, aReceipt({ outcome: 'duplicate' }), {
    time: '2026-11-21T12:01:00Z',
  });
  await gateway.tell(licenseOrderReceipt, aReceipt({ orderId: 'o-2' }), { time: '2026-11-21T12:02:00Z' });
});
afterAll(() => gateway.stop());

describe('pages', () => {
  /** Follows the Link headers to the end. */
  async function walk(url: string, as: object): Promise<unknown[][]> {
    const pages: unknown[][] = [];
    for (let next: string | undefined = url; next !== undefined;) {
      const { body, headers } = await gateway.get(next, as);
      pages.push((body['items'] as { id?: string; sku?: string }[]).map((item) => item.id ?? item.sku));
      next = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
      expect(next === undefined).toBe(body['nextCursor'] === null);
    }
    return pages;
  }

  it('follow each other without a gap', async () => {
    expect(await walk('/v1/partners/partner-gold/pools?limit=2', gold)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e'],
    ]);
    expect(await walk('/v1/partners/partner-gold/points/quotes?limit=2', gold)).toEqual([
      ['q-3', 'q-2'],
      ['q-1'],
    ]);
  });

  it.each([
    ['partner-gold', ['c-3', 'c-1', 'c-2']],
    ['partner-chain', ['c-3']],
    ['distributor-one', ['c-3', 'c-1', 'c-2', 'c-4']],
    ['distributor-two', ['c-5']],
    ['customer-one', ['c-1']],
  ])('CO-8: of contracts hold for %s what is below it, by partner', async (company, ids) => {
    for (const limit of [1, 2, 50])
      expect((await walk(`/v1/contracts?limit=${limit}`, of(company))).flat()).toEqual(ids);
  });

  it('of contracts hold everything for the operator', async () => {
    expect((await walk('/v1/contracts?limit=2', theOperator)).flat()).toEqual([
      'c-3',
      'c-1',
      'c-2',
      'c-4',
      'c-5',
    ]);
  });

  it.each([
    ['state=cancelled', ['c-2']],
    ['state=active&product=endpoint-security', ['c-3', 'c-1']],
    ['sku=endpoint-security:secure-plus', ['c-3', 'c-1', 'c-2']],
    ['sku=nothing', []],
    ['customerId=customer-two', ['c-2']],
    ['customerId=customer-two&state=active', []],
  ])('of contracts are narrowed by %s, and so are their links', async (filter, ids) => {
    expect((await walk(`/v1/contracts?limit=1&${filter}`, gold)).flat()).toEqual(ids);
  });
});

describe('an ETag', () => {
  const url = '/v1/partners/partner-gold/pools/a/Y1';
  const ifNoneMatch = (etag: string) =>
    gateway.call('GET', url, { as: gold, headers: { 'if-none-match': etag } });

  it('saves the body until something changes', async () => {
    const first = await gateway.get(url, gold);
    const unchanged = await ifNoneMatch(first.headers['etag']!);
    expect(unchanged).toMatchObject({ status: 304, text: '', headers: { etag: first.headers['etag'] } });
    await gateway.tell(lotAdded, aPoolFact(24, 2, { sku: 'a' }));
    const changed = await ifNoneMatch(first.headers['etag']!);
    expect(changed).toMatchObject({ status: 200, body: { version: 2, counts: { available: 24 } } });
    expect(first.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'Authorization' });
  });
});

describe('a customer', () => {
  it.each([
    ['2026-11-20T23:59:59.999Z', 0],
    ['2026-11-21T00:00:00Z', 25],
    ['2026-11-21T02:00:00%2B02:00', 25],
    ['2027-11-20T23:59:59.999Z', 25],
    ['2027-11-21T00:00:00Z', 0],
  ])('EN-2 is entitled at %s to %i', async (at, quantity) => {
    const [entitlement] = await items(`/v1/customers/customer-one/entitlements?at=${at}`);
    expect(entitlement).toMatchObject({ sku: 'endpoint-security:secure-plus', quantity });
  });

  it('is entitled now, by the clock', async () => {
    gateway.now = instant('2027-11-21T00:00:00Z');
    expect(await items('/v1/customers/customer-one/entitlements', of('customer-one'))).toMatchObject([
      { quantity: 0 },
    ]);
    gateway.now = instant('2026-11-21T12:00:00Z');
    expect(await items('/v1/customers/customer-one/entitlements', of('customer-one'))).toMatchObject([
      { quantity: 25 },
    ]);
  });

  it('has services (EN-1)', async () =>
    expect(await items('/v1/customers/customer-one/services')).toEqual([
      { ...aService().service, overAllocated: [], version: 1 },
    ]));
});

describe('a partner', () => {
  it('sees the lots of a pool', async () =>
    expect(await items('/v1/partners/partner-gold/pools/b/Y1/lots')).toMatchObject([
      { id: 'lot-b', provenance: 'purchase', quantity: 25, counts: { available: 25 } },
    ]));

  it('sees the receipts of its orders, the latest first', async () => {
    const url = '/v1/partners/partner-gold/order-receipts';
    expect(await items(url)).toMatchObject([
      { orderId: 'o-2' },
      { outcome: 'duplicate' },
      { outcome: 'accepted' },
    ]);
    expect(await items(`${url}?orderId=o-1`)).toMatchObject([
      { outcome: 'duplicate' },
      { outcome: 'accepted' },
    ]);
  });

  it('sees its points, and what is left of its lots', async () => {
    const { body } = await gateway.get('/v1/partners/partner-gold/points', gold);
    expect(body).toMatchObject({ partnerId: 'partner-gold', available: 50, held: 950, version: 2 });
    expect(body['lots']).toMatchObject([{ id: 'points-lot-one', remaining: 50, held: 950 }]);
    expect(
      (await items('/v1/partners/partner-gold/points/transactions')).map(({ number }) => number),
    ).toEqual([2, 1]);
  });

  it('PT-3: sees a quote expire at the instant itself', async () => {
    const state = async () =>
      (await gateway.get('/v1/partners/partner-gold/points/quotes/q-1', gold)).body['state'];
    gateway.now = instant('2026-11-21T12:14:59.999Z');
    expect(await state()).toBe('open');
    gateway.now = instant('2026-11-21T12:15:00Z');
    expect(await state()).toBe('expired');
  });

  it('finds an exchange under its own address only', async () => {
    const url = (partner: string) => `/v1/partners/${partner}/points/exchanges/exchange-one`;
    expect((await gateway.get(url('partner-gold'), gold)).body).toMatchObject({
      state: 'held',
      totalPoints: 950,
    });
    expect((await gateway.get(url('partner-chain'), gold)).body).toMatchObject({ code: 'unknown-exchange' });
  });
});
