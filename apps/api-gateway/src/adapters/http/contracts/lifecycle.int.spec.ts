import { beforeAll, describe, expect, it } from '@jest/globals';
import { instant, newId, utcDay } from '@reservoir/kernel';
import {
  contractActivated,
  contractCancelled,
  contractRenewed,
  contractsOperationCompleted,
  serviceChanged,
} from '@reservoir/messages';
import { aContract, aService } from '../../../testing/facts.js';
import { assignmentsAround, later } from '../testing/assignments.js';
import { of, theOperator } from '../testing/gateway.js';

const { gateway } = assignmentsAround(import.meta.url);

beforeAll(async () => {
  await gateway.tell(contractActivated, { contract: aContract() });
  await gateway.tell(serviceChanged, aService(), { sequence: 1 });
});

/** Asks for something on a contract, as somebody. */
const ask = (
  what: string,
  body: object = {},
  as: object = of('partner-gold'),
  id = 'contract-one',
  query = '',
) =>
  gateway.call('POST', `/v1/contracts/${id}/${what}${query}`, {
    as,
    body,
    headers: { 'idempotency-key': newId(), prefer: 'wait=0' },
  });

const routes = [
  ['cancel', { cascade: true }, 'reservoir.contracts.cancel-contract.v1', { cascade: true }],
  [
    'renew',
    { term: 'Y1', alignEnd: { monthEnd: '2027-12' } },
    'reservoir.contracts.renew-contract.v1',
    { renewal: { term: 'Y1', alignEnd: { monthEnd: '2027-12' } } },
  ],
  ['suspend', {}, 'reservoir.contracts.suspend-service.v1', {}],
  ['resume', {}, 'reservoir.contracts.resume-service.v1', {}],
] as const;

const noon = instant('2026-11-21T12:00:00Z');

describe('commands on a contract', () => {
  it.each(routes)(
    'POST …/%s is sent with the contract, its customer and who asks',
    async (what, body, type, more) => {
      expect((await ask(what, body)).status).toBe(202);
      const actor = { userId: 'user-of-partner-gold', companyId: 'partner-gold', role: 'total-control' };
      const on = {
        customerId: 'customer-one',
        contractId: 'contract-one',
        product: 'endpoint-security',
        actor,
      };
      expect(gateway.sent).toMatchObject([{ message: { type }, data: { ...on, ...more } }]);
    },
  );

  it.each(routes)(
    'CO-7, CO-8, CO-9 POST …/%s: for the owning partner and its roles only',
    async (...[what]) => {
      const statuses = async (as: object) => (await ask(what, {}, as)).status;
      for (const role of ['security-admin', 'monitoring'])
        expect([role, await statuses({ ...of('partner-gold'), role })]).toEqual([role, 403]);
      for (const other of [of('customer-one'), of('distributor-one'), theOperator])
        expect(await statuses(other)).toBe(403);
      for (const company of ['partner-silver', 'partner-two', 'customer-two']) {
        const foreign = await ask(what, {}, of(company));
        const unknown = await ask(what, {}, of(company), 'nothing');
        expect([foreign.status, { ...foreign.body, requestId: '' }]).toEqual([
          404,
          { ...unknown.body, requestId: '' },
        ]);
      }
      expect(gateway.sent).toEqual([]);
    },
  );

  it.each(routes)('POST …/%s: strict, with a key, and as a preview (CT-18)', async (...[what, body]) => {
    expect((await ask(what, { ...body, surprise: 1 })).status).toBe(400);
    const unkeyed = await gateway.call('POST', `/v1/contracts/contract-one/${what}`, {
      as: of('partner-gold'),
      body,
    });
    expect(unkeyed).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } });
    expect((await ask(what, body, undefined, undefined, '?preview=true')).status).toBe(202);
    expect(gateway.sent).toMatchObject([{ preview: true }]);
  });

  it('answers 200 with the contract when the read model has it', async () => {
    const second = { ...aContract().periods[0]!, start: utcDay('2027-11-21'), end: utcDay('2028-11-21') };
    const contract = aContract({ version: 4, next: 'renewal', periods: [aContract().periods[0]!, second] });
    gateway.onCommand = later(async ({ id: operationId }) => {
      await gateway.tell(contractRenewed, { contract });
      await gateway.tell(contractsOperationCompleted, {
        operationId,
        outcome: 'succeeded',
        resource: { kind: 'contracts', id: 'contract-one' },
        refusal: null,
        requires: [{ kind: 'contracts', id: 'contract-one', version: 4 }],
      });
    });
    const answer = await gateway.call('POST', '/v1/contracts/contract-one/renew', {
      as: of('partner-gold'),
      headers: { 'idempotency-key': newId() },
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        state: 'active',
        end: '2027-11-21',
        graceUntil: '2028-11-28',
        isSuspended: false,
        future: { kind: 'renewal', period: { start: '2027-11-21', end: '2028-11-21', quantity: 25 } },
      },
    });
  });

  it('CT-8, CT-13 shows the mark of a suspended service, and no grace of what was cancelled', async () => {
    await gateway.tell(
      serviceChanged,
      { service: { ...aService().service, suspension: { from: noon, to: null } } },
      { sequence: 2 },
    );
    const contract = aContract({ version: 5, state: 'cancelled', endedAt: noon });
    await gateway.tell(contractCancelled, { contract });
    const { body } = await gateway.get('/v1/contracts/contract-one', of('partner-gold'));
    expect(body).toMatchObject({ isSuspended: true, graceUntil: null, future: null });
  });
});
