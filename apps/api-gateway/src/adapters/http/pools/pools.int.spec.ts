import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, utcDay } from '@reservoir/kernel';
import {
  contractActivated,
  licensePoolOperationCompleted,
  licensesRetired,
  lotAdded,
  thresholdsChanged,
} from '@reservoir/messages';
import { aContract, aPoolFact } from '../../../testing/facts.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

const sku = 'endpoint-security:secure-plus';
const url = `/v1/partners/partner-gold/pools/${sku}/Y1`;
const poolId = `partner-gold:${sku}:Y1`;
const gold = of('partner-gold');

const gateway = TestGateway.around(import.meta.url);

beforeAll(async () => {
  await gateway.tell(lotAdded, aPoolFact(25, 1));
  const [lot] = aPoolFact(25, 2).lots;
  const promotion = { ...lot!, id: 'lot-two', provenance: 'promotion' as const };
  const source = { operationId: 'operation-one' };
  const empty = { ...lot!.counts, available: 0, assigned: 25 };
  await gateway.tell(lotAdded, { ...aPoolFact(25, 2), lots: [{ ...promotion, source, counts: empty }] });
  const ends = [10, 31, 95].map((days) => instant(Date.parse('2026-11-21') + days * 86_400_000).slice(0, 10));
  for (const [n, end] of ends.entries())
    await gateway.tell(contractActivated, { contract: aRenewable(`c-${n}`, end) });
});
afterEach(() => {
  gateway.onCommand = () => undefined;
  gateway.sent.length = 0;
});

/** 20 licences until `end`. */
function aRenewable(id: string, end: string, differing: Partial<ReturnType<typeof aContract>> = {}) {
  const [period] = aContract().periods;
  const periods = [{ ...period!, quantity: 20, end: utcDay(end) }];
  return { ...aContract({ id, periods }), ...differing };
}

/** The service says yes, after the facts. */
const saysYes = (resource: { kind: string; id: string }, version: number, tell: () => Promise<void>) => {
  gateway.onCommand = async ({ id: operationId }) => {
    await tell();
    const requires = [{ kind: 'pools', id: poolId, version }];
    const done = { operationId, outcome: 'succeeded' as const, resource, refusal: null, requires };
    await gateway.tell(licensePoolOperationCompleted, done);
  };
};
const items = async (path: string) =>
  (await gateway.get(path, gold)).body['items'] as Record<string, unknown>[];

describe('GET /v1/partners/{partnerId}/pools/{sku}/{term}', () => {
  it('PO-11 holds the stock against the renewals that are due', async () =>
    expect((await gateway.get(url, gold)).body).toMatchObject({
      counts: { available: 25 },
      low: false,
      thresholds: [],
      cover: {
        days: 31,
        renewals: [
          { withinDays: 30, licences: 20, short: 0 },
          { withinDays: 60, licences: 40, short: 15 },
          { withinDays: 90, licences: 40, short: 15 },
        ],
      },
    }));

  it('PO-11 what is renewed, or will not be, is not due', async () => {
    const renewed = aRenewable('c-0', '2026-12-01', { next: 'cancel', version: 4 });
    await gateway.tell(contractActivated, { contract: renewed });
    expect((await gateway.get(url, gold)).body).toMatchObject({
      cover: { days: null, renewals: [{ licences: 0 }, {}, {}] },
    });
    await gateway.tell(contractActivated, { contract: aRenewable('c-0', '2026-12-01', { version: 5 }) });
  });

  it('CO-8 is unknown to others', async () => {
    for (const company of ['partner-silver', 'customer-one', 'distributor-two'])
      expect(await gateway.get(url, of(company))).toMatchObject({
        status: 404,
        body: { code: 'unknown-partner' },
      });
    expect((await gateway.get(url, of('distributor-one'))).status).toBe(200);
  });

  it('lists pools and lots, narrowed', async () => {
    const pools = '/v1/partners/partner-gold/pools';
    expect(await items(`${pools}?sku=${sku}&term=Y1`)).toMatchObject([{ sku, low: false }]);
    expect(await items(`${pools}?term=M1`)).toEqual([]);
    expect(await items(`${url}/lots?limit=1`)).toMatchObject([{ id: 'lot-one' }]);
    expect(await items(`${url}/lots?provenance=promotion`)).toMatchObject([{ id: 'lot-two' }]);
    expect(await items(`${url}/lots?open=true`)).toMatchObject([{ id: 'lot-one' }]);
    expect((await gateway.get(`${url}/lots/lot-two`, gold)).body).toMatchObject({ provenance: 'promotion' });
    expect((await gateway.get(`${url}/lots/lot-x`, gold)).body).toMatchObject({ code: 'unknown-lot' });
  });
});

describe('PO-11 PUT …/thresholds', () => {
  const body = {
    thresholds: [
      { unit: 'percent', value: 50 },
      { unit: 'licences', value: 20 },
    ],
  };
  const put = (as: ReturnType<typeof of> | typeof theOperator, thresholds: object = body, query = '') =>
    gateway.call('PUT', `${url}/thresholds${query}`, {
      as,
      body: thresholds,
      headers: query ? { prefer: 'wait=0' } : {},
    });

  it('sends them, and answers with them as they are then', async () => {
    const level = { peak: 60, thresholds: body.thresholds.map((mark) => ({ ...mark, armed: true })) };
    const { pool } = aPoolFact(25, 3, { level: level as never });
    saysYes({ kind: 'pool-thresholds', id: poolId }, 3, () =>
      gateway.tell(thresholdsChanged, { pool, lots: [] }),
    );
    const answer = await put(gold);
    expect(answer).toMatchObject({
      status: 200,
      headers: { location: `${url}/thresholds` },
      body: {
        peak: 60,
        thresholds: [
          { unit: 'percent', value: 50, licences: 30, low: true, armed: true },
          { unit: 'licences', value: 20, licences: 20, low: false, armed: true },
        ],
      },
    });
    expect(gateway.sent).toMatchObject([
      { message: { type: 'reservoir.license-pool.set-thresholds.v1' }, data: { pool: { sku }, ...body } },
    ]);
    expect((await gateway.get(`${url}/thresholds`, gold)).body).toEqual(answer.body);
    expect((await gateway.get(url, gold)).body).toMatchObject({ low: true, thresholds: [{}, {}] });
  });

  it('can be asked as a preview (CT-18)', async () => {
    await put(gold, body, '?preview=true');
    expect(gateway.sent).toMatchObject([{ preview: true }]);
  });

  it.each([
    [{ thresholds: [{ unit: 'percent', value: 101 }] }],
    [{ thresholds: [{ unit: 'licences', value: 0 }] }],
    [{ thresholds: [{ unit: 'days', value: 5 }] }],
    [{ thresholds: [{ unit: 'percent', value: 5, more: 1 }] }],
    [{}],
  ])('refuses %j', async (asked) => expect((await put(gold, asked)).status).toBe(400));

  it('CO-7, CO-8 is for the partner itself, in a role that may, and for the operator', async () => {
    expect(await put(of('distributor-one'))).toMatchObject({
      status: 403,
      body: { code: 'not-the-managing-company' },
    });
    expect((await put({ ...gold, role: 'monitoring' })).status).toBe(403);
    expect((await put({ ...gold, role: 'security-admin' })).status).toBe(403);
    expect(await put(of('partner-silver'))).toMatchObject({ status: 404, body: { code: 'unknown-partner' } });
    expect(gateway.sent).toEqual([]);
  });
});

describe('PO-1, CO-10 what an operator does to a pool', () => {
  const post = (path: string, body: object, as: object = theOperator, key = path) =>
    gateway.call('POST', `${url}/${path}`, { as, body, headers: { 'idempotency-key': key } });
  const promotion = {
    provenance: 'promotion',
    quantity: 5,
    expiresAt: '2027-03-31T00:00:00Z',
    reason: 'Spring',
  };

  it('adds a lot, and answers with it', async () => {
    const fact = aPoolFact(25, 4);
    const lot = { ...fact.lots[0]!, id: 'lot-three', provenance: 'promotion' as const, version: 1 };
    saysYes({ kind: 'lots', id: 'lot-three' }, 4, () =>
      gateway.tell(lotAdded, { ...fact, lots: [lot], reason: 'Spring' }),
    );
    expect(await post('lots', promotion)).toMatchObject({
      status: 201,
      headers: { location: `${url}/lots/lot-three` },
      body: { id: 'lot-three', provenance: 'promotion' },
    });
    expect(gateway.sent).toMatchObject([
      {
        message: { type: 'reservoir.license-pool.add-licenses.v1' },
        data: { ...promotion, expiresAt: '2027-03-31T00:00:00.000Z' },
      },
    ]);
  });

  it('takes licences away, and answers with the pool', async () => {
    const fact = aPoolFact(24, 5);
    const picks = [{ lotId: 'lot-one', quantity: 1 }];
    saysYes({ kind: 'pools', id: poolId }, 5, () => gateway.tell(licensesRetired, { ...fact, picks }));
    expect(await post('take-away', { quantity: 1, reason: 'Twice' })).toMatchObject({
      status: 200,
      body: { counts: { available: 24 }, cover: {} },
    });
  });

  it.each([
    ['lots', { ...promotion, provenance: 'purchase' }],
    ['lots', { provenance: 'promotion', quantity: 5, reason: 'x' }],
    ['lots', { ...promotion, reason: '' }],
    ['take-away', { quantity: 0, reason: 'x' }],
  ])('refuses %s %j', async (path, body) =>
    expect((await post(path, body, theOperator, 'bad')).status).toBe(400),
  );

  it('is for operators only, and takes an Idempotency-Key', async () => {
    for (const path of ['lots', 'take-away']) expect((await post(path, promotion, gold)).status).toBe(403);
    const answer = await gateway.call('POST', `${url}/lots`, { as: theOperator, body: promotion });
    expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } });
  });
});
