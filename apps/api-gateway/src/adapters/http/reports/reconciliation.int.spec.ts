import { beforeAll, describe, expect, it } from '@jest/globals';
import { instant, utcDay } from '@reservoir/kernel';
import {
  companyChanged,
  contractActivated,
  entitlementChanged,
  usageMeasured,
  versionPublished,
} from '@reservoir/messages';
import { demoCatalog } from '@reservoir/testing/demo';
import { aCompany, aContract, anEntitlement } from '../../../testing/facts.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

const gateway = TestGateway.around(import.meta.url);
const sku = 'endpoint-security:secure-plus';
const url = '/v1/reports/reconciliation?month=2026-11';

beforeAll(async () => {
  gateway.now = instant('2026-12-05T00:00:00Z');
  const [body] = demoCatalog.prices;
  const by = { publishedAt: '2026-01-01T00:00:00.000Z', publishedBy: 'distributor-one' };
  await gateway.tell(versionPublished, {
    kind: 'prices',
    id: 'distributor-one',
    number: 1,
    ...by,
    body: body!,
  });
  for (const customerId of ['customer-one', 'customer-two', 'customer-silver']) {
    const partnerId = customerId === 'customer-silver' ? 'partner-silver' : 'partner-gold';
    await gateway.tell(contractActivated, {
      contract: aContract({ id: customerId, customerId, partnerId, assignmentId: customerId }),
    });
    const { entitlement } = anEntitlement(25);
    await gateway.tell(
      entitlementChanged,
      { customerId, entitlement: { ...entitlement, customerId } },
      { sequence: 1 },
    );
  }
  const measured = { product: 'endpoint-security', devices: 20, measuredAt: '2026-11-30T00:00:00.000Z' };
  const months = [{ month: '2026-11', devices: 22 }];
  const usage = { customerId: 'customer-one', sku, ...measured, overSince: null, months };
  await gateway.tell(usageMeasured, { customerId: 'customer-one', usage }, { sequence: 1 });
});

const items = async (as: object, query = '') =>
  (await gateway.get(`${url}${query}`, as)).body['items'] as Record<string, unknown>[];

describe('GET /v1/reports/reconciliation', () => {
  it('EN-5 tells a partner of each customer and SKU: entitled, billable, and the frozen price of its tier', async () => {
    const answer = await gateway.get(url, of('partner-gold'));
    expect(answer.body).toMatchObject({
      month: '2026-11',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
      nextCursor: null,
    });
    const row = {
      sku,
      entitled: 25,
      used: null,
      billable: 25,
      prices: [
        {
          term: 'Y1',
          distributorId: 'distributor-one',
          priceVersion: 1,
          licences: 25,
          unitPrice: { currency: 'EUR', amountMinor: 1800 },
        },
      ],
      trials: [],
    };
    expect(answer.body['items']).toEqual([
      { customerId: 'customer-one', customerName: 'The customer-one', ...row },
      { customerId: 'customer-two', customerName: 'The customer-two', ...row },
    ]);
  });

  it('CO-2 tells what was used only when the customer lets its partner see it', async () => {
    expect(await items(of('customer-one'))).toMatchObject([{ used: 22 }]);
    await gateway.tell(companyChanged, {
      ...aCompany('customer-one', 'customer', 'distributor-one', 'partner-gold'),
      assistedByPartner: true,
      version: 2,
      change: { kind: 'details', at: '2026-11-21T12:00:00.000Z', by: null },
    });
    expect(await items(of('partner-gold'))).toMatchObject([{ used: 22 }, { used: null }]);
  });

  it('CA-7 prices are for the partner, its distributor and the operator', async () => {
    expect(await items(of('customer-one'))).toMatchObject([{ prices: null, billable: 25 }]);
    for (const as_ of [of('distributor-one'), theOperator])
      expect(await items(as_, '&customerId=customer-silver')).toMatchObject([
        { prices: [{ unitPrice: { amountMinor: 2000 } }] },
      ]);
  });

  it('EN-5 as a spreadsheet, with a Link to what goes on', async () => {
    const csv = '/v1/reports/reconciliation.csv?month=2026-11';
    const { status, headers, text } = await gateway.get(`${csv}&limit=2`, of('partner-gold'));
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/csv')]);
    expect(headers['content-disposition']).toContain('reconciliation-2026-11.csv');
    expect(text.split('\r\n')[1]).toMatch(
      /^2026-11,customer-one,The customer-one,.*,25,.*,25,Y1,25,1800,EUR,1,0,$/,
    );
    const next = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
    const second = await gateway.get(next!, of('partner-gold'));
    expect(second.text).toContain('customer-two');
    expect(second.headers['link']).toBeUndefined();
  });

  it('goes by pages of customers, those without anything too', async () => {
    const first = await gateway.get(`${url}&limit=2`, of('partner-gold'));
    expect(first.body['items']).toMatchObject([{ customerId: 'customer-one' }]);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers['link'] ?? '')?.[1];
    expect((await gateway.get(next!, of('partner-gold'))).body['items']).toMatchObject([
      { customerId: 'customer-two' },
    ]);
  });

  it('tells a running month as far as it has passed, and none that has not begun', async () => {
    const running = await gateway.get('/v1/reports/reconciliation?month=2026-12', of('partner-gold'));
    expect(running.body).toMatchObject({ to: '2026-12-05T00:00:00.000Z' });
    for (const month of ['2027-01', '2026-13', '2026-1'])
      expect(
        await gateway.get(`/v1/reports/reconciliation?month=${month}`, of('partner-gold')),
      ).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      });
  });

  it('still bills a month that was before the contract renewed, by the price that it had then', async () => {
    const old = aContract({ id: 'renews', customerId: 'customer-chain', partnerId: 'partner-chain' });
    const [period] = old.periods;
    const start = utcDay('2027-11-21');
    await gateway.tell(contractActivated, { contract: old });
    await gateway.tell(contractActivated, {
      contract: {
        ...old,
        version: 9,
        periods: [{ ...period!, start, end: utcDay('2028-11-21'), priceVersion: 99 }],
      },
    });
    const { entitlement } = anEntitlement(25);
    const customerId = 'customer-chain';
    await gateway.tell(
      entitlementChanged,
      { customerId, entitlement: { ...entitlement, customerId } },
      { sequence: 1 },
    );
    expect(await items(of('partner-chain'))).toMatchObject([{ prices: [{ priceVersion: 1, licences: 25 }] }]);
  });

  it('CO-8 is nobody else’s', async () => {
    expect(await items(of('partner-two'))).toEqual([]);
    expect(await gateway.get(`${url}&customerId=customer-one`, of('partner-silver'))).toMatchObject({
      status: 404,
      body: { code: 'unknown-customer' },
    });
  });
});
