import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Instant, instant, plusMs } from '@reservoir/kernel';
import { pointsGranted } from '@reservoir/messages';
import { asOf, emptyLedger, replay } from '@reservoir/points-ledger';
import { LedgerWriter } from '../../testing/points-ledger.js';
import { TestGateway, of } from './testing/gateway.js';

const start = instant('2026-10-31T22:00:00Z');
const count = 280;
const points = '/v1/partners/partner-gold/points';
const gold = of('partner-gold');
const writer = new LedgerWriter();
let gateway: TestGateway;

const minute = (minutes: number): Instant => plusMs(start, minutes * 60_000);
const get = async (path: string) => gateway.get(`${points}${path}`, gold);

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
  for (const fact of writer.history(start, 7, count)) await gateway.tell(pointsGranted, fact);
}, 120_000);
afterAll(() => gateway.stop());

describe('PT-1 points as of any past instant', () => {
  it('are told through checkpoints', async () => {
    const numbers = await gateway.mongo.connection
      .collection<{ number: number }>('points_checkpoints')
      .find({ partnerId: 'partner-gold' })
      .sort({ number: 1 })
      .toArray();
    expect(numbers.map(({ number }) => number)).toEqual([256]);
  });

  it.each([0, 1, 7, 254, 255, 256, count - 1])(
    'and are the same as a replay from the first entry: entry %i and half a minute',
    async (n) => {
      const at = plusMs(minute(n), 30_000);
      const expected = asOf(replay(emptyLedger, writer.entries.slice(0, n + 1)), at);
      const { status, body } = await get(`?at=${at}`);
      expect(status).toBe(200);
      const { number: version, balances, lots } = expected;
      const { available, held } = balances;
      expect(body).toEqual({ partnerId: 'partner-gold', available, held, version, lots, at, balances });
    },
  );

  it('count at the instant of an entry itself', async () => {
    expect((await get(`?at=${minute(3)}`)).body['version']).toBe(4);
    expect((await get(`?at=${plusMs(minute(3), -1)}`)).body['version']).toBe(3);
  });

  it('PT-5 what was over by then is not among them, entered or not', async () => {
    gateway.now = instant('2027-12-01T00:00:00Z');
    const [before, at] = [await get('?at=2027-11-20T23:59:59.999Z'), await get('?at=2027-11-21T00:00:00Z')];
    gateway.now = instant('2026-11-21T12:00:00Z');
    const { available, held } = before.body as { available: number; held: number };
    expect(available + held).toBe(70);
    expect(at.body).toMatchObject({ available: 0, held, balances: { expired: available } });
  });

  it('PT-3 now, too: what is over is not available, though no job has marked it', async () => {
    const now = (await get('')).body as { available: number; held: number };
    gateway.now = instant('2027-11-21T00:00:00Z');
    const over = (await get('')).body;
    gateway.now = instant('2026-11-21T12:00:00Z');
    expect(now.available + now.held).toBe(70);
    expect(over).toMatchObject({ available: 0, held: now.held });
  });

  it('are unknown before the first entry, and not told of the future', async () => {
    expect(await get(`?at=${plusMs(start, -1)}`)).toMatchObject({ status: 404 });
    expect(await get('?at=2026-11-21T12:00:00.001Z')).toMatchObject({ status: 400 });
    expect(await get('?at=yesterday')).toMatchObject({ status: 400 });
    expect((await get('')).body).not.toHaveProperty('at');
  });
});

describe('PT-1 GET …/transactions:verify', () => {
  const verify = async (query = '') => (await get(`/transactions:verify${query}`)).body;

  it('follows a ledger part by part to its end', async () => {
    const first = await verify('?limit=100');
    expect(first).toMatchObject({ verified: true, from: 1, to: 100, fault: null, next: 101 });
    expect(await verify('?from=101&limit=100')).toMatchObject({ verified: true, to: 200, next: 201 });
    const last = { verified: true, to: count, next: null, hash: writer.entries.at(-1)!.hash };
    expect(await verify('?from=201&limit=100')).toMatchObject(last);
    expect(await verify(`?from=201&limit=${count - 200}`)).toMatchObject(last);
    expect(await verify()).toMatchObject({ from: 1, ...last });
  });

  it('has a limit for the work of one request', async () => {
    expect(await get('/transactions:verify?limit=1001')).toMatchObject({ status: 400 });
    expect(await verify('?from=5000')).toMatchObject({ verified: false, fault: { code: 'entry-missing' } });
  });

  it('finds and names an entry that was tampered with, and one that is gone', async () => {
    const rows = gateway.mongo.connection.collection('points_transactions');
    const filter = { partnerId: 'partner-gold', number: 121 };
    const row = (await rows.findOne(filter))!;
    await rows.updateOne(filter, { $set: { reason: 'none' } });
    const fault = { number: 121, id: 'entry-121', code: 'entry-changed' };
    expect(await verify()).toMatchObject({ verified: false, to: 120, fault, next: null });
    expect(await verify('?from=100&limit=100')).toMatchObject({ verified: false, fault });
    expect(await verify('?from=1&limit=120')).toMatchObject({ verified: true, next: 121 });
    await rows.deleteOne(filter);
    expect(await verify()).toMatchObject({ fault: { number: 121, id: null, code: 'entry-missing' } });
    await rows.insertOne(row);
    expect(await verify()).toMatchObject({ verified: true });
  });
});

describe('PT-8 monthly statements', () => {
  const entriesUntil = 120; // those of October

  it('tell both ends of a month, what it brought, and its transactions by pages', async () => {
    const october = (await get('/statements/2026-10?limit=100')).body;
    const balances = writer.entries[entriesUntil - 1]!.balances;
    expect(october).toMatchObject({
      month: '2026-10',
      from: '2026-10-01T00:00:00.000Z',
      to: '2026-11-01T00:00:00.000Z',
      opening: { available: 0, held: 0, issued: 0 },
      closing: balances,
      granted: 70,
      spent: 0,
      expired: 0,
      adjusted: 0,
    });
    const numbers = (body: Record<string, unknown>) =>
      (body['items'] as { number: number }[]).map(({ number }) => number);
    expect(numbers(october)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
    const rest = (await get(`/statements/2026-10?limit=100&cursor=${String(october['nextCursor'])}`)).body;
    expect(numbers(rest)).toEqual(Array.from({ length: 20 }, (_, n) => n + 101));
    expect(rest).toMatchObject({ nextCursor: null, closing: balances });
    const november = (await get('/statements/2026-11')).body;
    expect(november).toMatchObject({
      opening: balances,
      closing: writer.entries.at(-1)!.balances,
      granted: 0,
    });
  });

  it('are spreadsheets, too', async () => {
    const csv = async (as: object, query: string) =>
      gateway.get(`/v1/reports/points-statement.csv?partnerId=partner-gold&month=${query}`, as);
    const answer = await csv(gold, '2026-10');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="points-statement-2026-10.csv"');
    const lines = answer.text.split('\r\n');
    expect(lines).toHaveLength(1 + entriesUntil + 1);
    expect(lines[0]).toMatch(/^number,at,kind,reference,available,held,issued,/);
    expect(lines[1]).toBe(`1,${minute(0)},grant,lot-0,10,0,-10,0,0,0,10,0,,${writer.entries[0]!.hash}`);
    expect(await csv(gold, '2026-09')).toMatchObject({ status: 404 });
    expect(await csv(gold, '2026-13')).toMatchObject({ status: 400 });
    expect(await csv(of('partner-silver'), '2026-10')).toMatchObject({ status: 404 });
  });

  it('are there for months without transactions, but none before the first points', async () => {
    expect((await get('/statements/2026-12')).body).toMatchObject({ items: [], granted: 0 });
    expect(await get('/statements/2026-09')).toMatchObject({ status: 404 });
    expect(await get('/statements/2026-13')).toMatchObject({ status: 400 });
  });
});
