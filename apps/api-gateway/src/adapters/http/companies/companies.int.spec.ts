import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { companyChanged } from '@reservoir/messages';
import { aCompany } from '../../../testing/facts.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';
import { companiesSayYes } from '../testing/companies-service.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
});
afterAll(() => gateway.stop());
afterEach(() => {
  gateway.onCommand = () => undefined;
  gateway.sent.length = 0;
});

const at = '2026-11-21T12:00:00.000Z';
const by = { userId: 'somebody', companyId: 'distributor-one', role: 'total-control' as const };

/** Tells of a change of a company, as its service does. */
const changed = (id: string, version: number, changes: object) =>
  gateway.tell(companyChanged, {
    ...aCompany(id, 'partner', 'distributor-one'),
    ...changes,
    version,
    change: { kind: 'details', at, by },
  });

/** The service says yes, and `tell` is the fact. */
const saysYes = (kind: string, id: string, version: number, tell: () => Promise<void>) => {
  gateway.onCommand = companiesSayYes(gateway, { kind, id, version }, tell);
};

describe('PATCH /v1/companies/{id}', () => {
  it('sends what is named, and answers with the company as it is then', async () => {
    saysYes('companies', 'partner-silver', 2, () => changed('partner-silver', 2, { name: 'Silver Ltd' }));
    const as = of('partner-silver');
    const answer = await gateway.call('PATCH', '/v1/companies/partner-silver', {
      as,
      body: { name: 'Silver Ltd' },
    });
    expect(answer).toMatchObject({ status: 200, body: { name: 'Silver Ltd', version: 2, suspended: false } });
    expect(gateway.sent).toMatchObject([
      {
        message: { type: 'reservoir.companies.change-company.v1' },
        data: {
          id: 'partner-silver',
          changes: { name: 'Silver Ltd' },
          actor: { companyId: 'partner-silver' },
        },
      },
    ]);
    expect((await gateway.get('/v1/companies/partner-silver', as)).body).toEqual(answer.body);
  });

  it.each([[{}], [{ parentId: 'x' }], [{ vendorAccount: 'other' }]])('refuses %j', async (body) => {
    const as = of('partner-silver');
    expect((await gateway.call('PATCH', '/v1/companies/partner-silver', { as, body })).status).toBe(400);
  });

  it('CO-7 not for who only looks on; CO-8 a foreign company answers as an unknown one', async () => {
    const as = { ...of('partner-gold'), role: 'monitoring' };
    const patch = (id: string, who: object) =>
      gateway.call('PATCH', `/v1/companies/${id}`, {
        as: who,
        body: { name: 'X' },
        headers: { 'x-request-id': 'r' },
      });
    expect(await patch('partner-gold', as)).toMatchObject({ status: 403, body: { rule: 'CO-7' } });
    const [foreign, unknown] = [
      await patch('partner-two', of('partner-gold')),
      await patch('nobody', of('partner-gold')),
    ];
    expect(foreign).toMatchObject({ status: 404, text: unknown.text });
  });
});

describe('CO-6 suspension', () => {
  const mark = (of: string | null, recursive = false) => ({ by: of, recursive, reason: null, at });

  it('is set and lifted by commands of their own', async () => {
    saysYes('companies', 'partner-chain', 2, () =>
      gateway.tell(companyChanged, {
        ...aCompany('partner-chain', 'partner', 'distributor-one', 'partner-gold'),
        marks: [mark('distributor-one', true), mark('partner-gold'), mark(null)],
        suspended: true,
        suspension: { from: at, to: null },
        version: 2,
        change: { kind: 'suspended', at, by },
      }),
    );
    const body = { recursive: true, reason: 'unpaid' };
    const url = '/v1/companies/partner-chain/suspend';
    const answer = await gateway.call('POST', url, { as: of('partner-gold'), body });
    expect(answer).toMatchObject({ status: 200, body: { suspended: true, suspendedSince: at } });
    expect(gateway.sent[0]).toMatchObject({
      message: { type: 'reservoir.companies.suspend-company.v1' },
      data: { id: 'partner-chain', recursive: true, reason: 'unpaid' },
    });
    await gateway.call('POST', '/v1/companies/partner-chain/reactivate', { as: theOperator });
    expect(gateway.sent[1]).toMatchObject({ message: { type: 'reservoir.companies.reactivate-company.v1' } });
  });

  it('CO-8 shows each the marks of its own and of those below it; the operator sees all', async () => {
    const marksFor = async (as: object) =>
      (await gateway.get('/v1/companies/partner-chain', as)).body['marks'] as { by: string | null }[];
    const setters = async (as: object) => (await marksFor(as)).map((one) => one.by);
    expect(await setters(of('partner-chain'))).toEqual([]);
    expect(await setters(of('partner-gold'))).toEqual(['partner-gold']);
    expect(await setters(of('distributor-one'))).toEqual(['distributor-one', 'partner-gold']);
    expect(await setters(theOperator)).toEqual(['distributor-one', 'partner-gold', null]);
  });
});

describe('GET /v1/companies?parentId=', () => {
  it('gives those directly below', async () => {
    const idsOf = async (query: string) =>
      (
        (await gateway.get(`/v1/companies?${query}`, of('distributor-one'))).body['items'] as { id: string }[]
      ).map(({ id }) => id);
    expect(await idsOf('parentId=partner-gold')).toEqual(['customer-one', 'customer-two', 'partner-chain']);
    expect(await idsOf('parentId=partner-gold&type=partner')).toEqual(['partner-chain']);
  });

  it('CO-8 of a foreign company answers as of an unknown one', async () => {
    const [foreign, unknown] = await Promise.all(
      ['partner-two', 'nobody'].map((id) => gateway.get(`/v1/companies?parentId=${id}`, of('partner-gold'))),
    );
    expect([foreign?.status, foreign?.body['detail']]).toEqual([404, unknown?.body['detail']]);
  });
});

describe('CO-2 GET /v1/customers/{id}/security-access', () => {
  const url = '/v1/customers/customer-one/security-access';

  it('is no, until the customer itself switches it on', async () => {
    const before = await gateway.get(url, of('partner-gold'));
    expect(before.body).toEqual({
      customerId: 'customer-one',
      partnerId: 'partner-gold',
      allowed: false,
      reason: 'not-assisted-by-partner',
    });
    await gateway.tell(companyChanged, {
      ...aCompany('customer-one', 'customer', 'distributor-one', 'partner-gold'),
      assistedByPartner: true,
      version: 2,
      change: { kind: 'details', at, by },
    });
    const after = await gateway.get(url, of('partner-gold'));
    expect(after.body).toMatchObject({ allowed: true, reason: 'assisted-by-partner' });
  });

  it('CO-8 is told to nobody else', async () => {
    expect((await gateway.get(url, of('partner-silver'))).body).toMatchObject({ code: 'unknown-customer' });
    expect((await gateway.get('/v1/customers/partner-gold/security-access', of('partner-gold'))).status).toBe(
      404,
    );
  });
});
