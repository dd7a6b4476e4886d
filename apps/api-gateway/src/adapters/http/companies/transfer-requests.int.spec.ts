import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { contractActivated, transferRequestChanged } from '@reservoir/messages';
import { aContract } from '../../../testing/facts.js';
import { TestGateway, of } from '../testing/gateway.js';
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

/** The service says yes, and `tell` is the fact. */
const saysYes = (kind: string, id: string, version: number, tell: () => Promise<void>) => {
  gateway.onCommand = companiesSayYes(gateway, { kind, id, version }, tell);
};

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
