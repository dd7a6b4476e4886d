import { beforeAll, describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { contractActivated, lotAdded } from '@reservoir/messages';
import { aContract, aPoolFact } from '../../../testing/facts.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

const gateway = TestGateway.around(import.meta.url);
const gold = of('partner-gold');

beforeAll(async () => {
  await gateway.tell(lotAdded, aPoolFact(25, 1));
  const fact = aPoolFact(5, 1, { sku: 'edr-standalone', term: 'M1' });
  const [lot] = fact.lots;
  const lots = ['2026-12-01', '2026-11-25', '2027-11-21'].map((day, n) => ({
    ...lot!,
    id: `lot-${n}`,
    provenance: 'points' as const,
    expiresAt: `${day}T00:00:00.000Z`,
  }));
  const empty = { ...lots[0]!, id: 'lot-empty', counts: { ...lot!.counts, available: 0, assigned: 25 } };
  await gateway.tell(lotAdded, { ...fact, lots: [...lots, empty] });
  const [period] = aContract().periods;
  const periods = [{ ...period!, quantity: 30, end: utcDay('2026-12-31') }];
  await gateway.tell(contractActivated, { contract: aContract({ periods }) });
});

const csv = (name: string, as: object, query = '') =>
  gateway.get(`/v1/reports/${name}.csv?partnerId=partner-gold${query}`, as);

describe('GET /v1/reports/pool.csv', () => {
  it('PO-11 has a line for each pool, with its counts and days of cover', async () => {
    const answer = await csv('pool', gold);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-disposition': 'attachment; filename="pool.csv"' },
    });
    expect(answer.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
    expect(answer.text.split('\r\n')).toEqual([
      'sku,term,quantity,available,reserved,assigned,retired,expired,refunded,transferredOut,low,daysOfCover,due30,due60,due90',
      'edr-standalone,M1,25,5,0,20,0,0,0,0,no,,0,0,0',
      'endpoint-security:secure-plus,Y1,25,25,0,0,0,0,0,0,no,40,0,30,30',
      '',
    ]);
  });

  it('CO-8 is for the partner and those above it', async () => {
    for (const who of [of('distributor-one'), theOperator]) expect((await csv('pool', who)).status).toBe(200);
    for (const company of ['partner-silver', 'customer-one', 'distributor-two'])
      expect(await csv('pool', of(company))).toMatchObject({
        status: 404,
        body: { code: 'unknown-partner' },
      });
  });
});

describe('GET /v1/reports/expiring.csv', () => {
  const lines = async (query = '') => (await csv('expiring', gold, query)).text.split('\r\n').slice(1, -1);

  it('PO-2 has a line for each lot with licences that will expire, the first first', async () => {
    expect(await lines()).toEqual([
      'lot-1,edr-standalone,M1,5,2026-11-25T00:00:00.000Z,4,points,2026-11-21T12:00:00.000Z,distributor-one',
      'lot-0,edr-standalone,M1,5,2026-12-01T00:00:00.000Z,10,points,2026-11-21T12:00:00.000Z,distributor-one',
    ]);
    expect(await lines('&days=5')).toHaveLength(1);
    expect(await lines('&days=400')).toHaveLength(3);
  });

  it('CO-8 is nobody else’s, and takes no other parameters', async () => {
    expect((await csv('expiring', of('partner-two'))).status).toBe(404);
    expect((await csv('expiring', gold, '&days=0')).status).toBe(400);
    expect((await csv('expiring', gold, '&more=1')).status).toBe(400);
  });
});
