import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  companiesOperationCompleted,
  companyChanged,
  contractActivated,
  transferRequestChanged,
} from '@reservoir/messages';
import { aCompany, aContract } from '../../../testing/facts.js';
import { TestGateway, of, theOperator } from '../testing/gateway.js';

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

/** Plays the service: it says yes, and `tell` is the fact. */
const saysYes = (kind: string, id: string, version: number, tell: () => Promise<void>) => {
  gateway.onCommand = async (command) => {
    const { id: operationId } = command;
    await gateway.tell(companiesOperationCompleted, {
      operationId,
      outcome: 'succeeded',
      resource: { kind, id },
      refusal: null,
      requires: [{ kind, id, version }],
    });
    await tell();
  };
};

describe('PATCH /v1/companies/{id}', () => {
  it('sends what is named, and answers with the company as it is then', async () => {
    saysYes('companies', 'partner-silver', 2, () => changed('partner-silver', 2, { name: 'Silver Ltd' }));
    const as = of('partner-silver');
    const answer = await gateway.call('PATCH', '/v1/companies/partner-silver', { as, body: { name: 'Silver Ltd' } });
    expect(answer).toMatchObject({ status: 200, body: { name: 'Silver Ltd', version: 2, suspended: false } });
    expect(gateway.sent).toMatchObject([
      {
        message: { type: 'reservoir.companies.change-company.v1' },
        data: { id: 'partner-silver', changes: { name: 'Silver Ltd' }, actor: { companyId: 'partner-silver' } },
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
      ((await gateway.get(`/v1/companies?${query}`, of('distributor-one'))).body['items'] as { id: string }[]).map(
        ({ id }) => id,
      );
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
    expect((await gateway.get('/v1/customers/partner-gold/security-access', of('partner-gold'))).status).toBe(404);
  });
});

describe('CO-3 transfer requests', () => {
  const request = {
    id: 'transfer-one',
    companyId: 'partner-gold',
    companyType: 'partner' as const,
    companyName: 'Gold',
    fromId: 'distributor-one',
    toId: 'distributor-two',
    state: 'pending' as const,
    inUse: [{ sku: 'endpoint-security:secure-plus', quantity: 25 }],
    requestedAt: at,
    deadline: '2026-12-21T12:00:00.000Z',
    endedAt: null,
    version: 1,
    by,
  };
  const of_ = (id: string) => `/v1/companies/${id}/transfer-requests`;

  it('sends what live contracts of all below it use, and answers with the request', async () => {
    await gateway.tell(contractActivated, { contract: aContract() });
    saysYes('transfer-requests', request.id, 1, () => gateway.tell(transferRequestChanged, request));
    const answer = await gateway.call('POST', of_('partner-gold'), {
      as: of('partner-gold'),
      body: { toId: 'distributor-two' },
    });
    expect(answer).toMatchObject({ status: 201, body: { id: 'transfer-one', toId: 'distributor-two' } });
    expect(gateway.sent[0]?.data).toMatchObject({
      companyId: 'partner-gold',
      toId: 'distributor-two',
      inUse: [{ sku: 'endpoint-security:secure-plus', quantity: 25 }],
    });
  });

  it.each([
    ['partner-gold', 'partner-gold', { fromId: 'distributor-one', toId: 'distributor-two' }],
    ['distributor-one', 'partner-gold', { fromId: 'distributor-one', toId: null, inUse: null }],
    ['distributor-one', 'distributor-one', { fromId: 'distributor-one', toId: null, inUse: null }],
    ['distributor-two', 'distributor-two', { fromId: null, inUse: request.inUse }],
  ])('%s sees, at %s, what is its own to see', async (company, at, shown) => {
    const one = await gateway.get(`${of_(at)}/transfer-one`, of(company));
    expect(one).toMatchObject({ status: 200, body: shown });
    const list = await gateway.get(of_(at), of(company));
    expect(list.body['items']).toEqual([one.body]);
  });

  it('CO-8 the new parent sees the mover itself no more than before, and others no request', async () => {
    expect((await gateway.get('/v1/companies/partner-gold', of('distributor-two'))).status).toBe(404);
    for (const [company, at] of [
      ['partner-silver', 'partner-silver'],
      ['customer-one', 'customer-one'],
      ['partner-two', 'partner-two'],
    ] as const)
      expect(await gateway.get(`${of_(at)}/transfer-one`, of(company))).toMatchObject({
        status: 404,
        body: { code: 'unknown-transfer-request' },
      });
  });

  it('is accepted and declined at the new parent, withdrawn at the mover; elsewhere it is unknown', async () => {
    const post = (as: string, id: string, verb: string) =>
      gateway.call('POST', `${of_(id)}/transfer-one/${verb}`, {
        as: of(as),
        headers: { 'idempotency-key': `${as}-${id}-${verb}`, prefer: 'wait=0' },
      });
    expect((await post('distributor-two', 'distributor-two', 'accept')).status).toBe(202);
    expect((await post('distributor-two', 'distributor-two', 'decline')).status).toBe(202);
    expect((await post('partner-gold', 'partner-gold', 'withdraw')).status).toBe(202);
    expect(gateway.sent.map(({ message, data }) => [message.type.split('.')[2], data])).toMatchObject([
      ['accept-transfer', { companyId: 'partner-gold', toId: 'distributor-two', inUse: request.inUse }],
      ['decline-transfer', { companyId: 'partner-gold', toId: 'distributor-two' }],
      ['withdraw-transfer', { companyId: 'partner-gold', transferId: 'transfer-one' }],
    ]);
    const elsewhere = [
      await post('partner-gold', 'partner-gold', 'accept'),
      await post('distributor-one', 'distributor-one', 'decline'),
      await post('distributor-two', 'distributor-two', 'withdraw'),
    ];
    expect(elsewhere.map(({ status, body }) => [status, body['code']])).toEqual(
      Array(3).fill([404, 'unknown-transfer-request']),
    );
  });
});
