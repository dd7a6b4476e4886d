import { describe, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { contractActivated, contractsOperationCompleted, serviceChanged } from '@reservoir/messages';
import { aContract, aService } from '../../testing/facts.js';
import { assignment, assignmentsAround, later, madeContract } from './testing/assignments.js';
import { of } from './testing/gateway.js';

const { gateway, contracts } = assignmentsAround(import.meta.url);
const as = of('partner-gold');

describe('POST /v1/contracts', () => {
  it('answers with the contract as interfaces.md shows it, and the next GET shows the same', async () => {
    gateway.onCommand = later(contracts.succeed);
    const answer = await contracts.post(newId());
    expect(answer).toMatchObject({
      status: 201,
      body: {
        state: 'active',
        sku: 'endpoint-security:secure-plus',
        term: 'Y1',
        quantity: 25,
        start: '2026-11-21',
        end: '2027-11-21',
        managementModel: 'delegated',
        autoRenew: { on: true },
        modules: [{ sku: 'patch-management', quantity: 25, state: 'active' }],
      },
    });
    const { id } = answer.body;
    expect(answer.headers['location']).toBe(`/v1/contracts/${String(id)}`);
    expect((await gateway.get(`/v1/contracts/${String(id)}`, as)).body).toEqual(answer.body);
  });

  it('sends one command, with who asks, the operation and the correlation', async () => {
    gateway.onCommand = later(contracts.succeed);
    await contracts.post(newId(), {
      headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    });
    const [command] = gateway.sent;
    expect(gateway.sent).toHaveLength(1);
    expect(command).toMatchObject({
      message: { type: 'reservoir.contracts.assign-licenses.v1' },
      data: {
        request: assignment,
        actor: { userId: as.sub, companyId: 'partner-gold', role: 'total-control' },
      },
      correlationId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
    expect(command?.operationId).toBe(command?.id);
    expect(command?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
  });

  it('answers a refusal as a problem, with every violation', async () => {
    gateway.onCommand = later(contracts.refuse);
    const answer = await contracts.post(newId(), { headers: { 'x-request-id': 'my-request' } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer).toMatchObject({ status: 409 });
    expect(answer.body).toEqual({
      type: '/problems/pool-short',
      title: 'The pool has too few licences',
      status: 409,
      code: 'pool-short',
      rule: 'PO-4',
      detail: '25 asked, 20 available in endpoint-security:secure-plus Y1',
      errors: [{ sku: 'endpoint-security:secure-plus', asked: 25, available: 20 }],
      requestId: 'my-request',
    });
  });

  it('needs an Idempotency-Key', async () => {
    expect(await contracts.post(null)).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
    expect(await contracts.post('with space')).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-malformed' },
    });
    expect(gateway.sent).toEqual([]);
  });
});

describe('the wait', () => {
  it('ends with 202 and where to ask; the operation tells the outcome when it is readable', async () => {
    const answer = await contracts.post(newId(), { headers: { prefer: 'wait=0' } });
    expect(answer).toMatchObject({
      status: 202,
      body: { state: 'pending' },
      headers: { 'retry-after': '1' },
    });
    const { location } = answer.headers;
    expect((await gateway.get(location!, as)).body).toMatchObject({ state: 'pending', resource: null });
    const [command] = gateway.sent;
    await gateway.tell(contractsOperationCompleted, madeContract(command!.id, 'late'));
    expect((await gateway.get(location!, as)).body).toMatchObject({ state: 'pending', resource: null });
    await gateway.tell(serviceChanged, aService({ id: 'late' }), { sequence: 1 });
    await gateway.tell(contractActivated, {
      contract: aContract({ id: 'late', serviceId: 'late', version: 3 }),
    });
    expect((await gateway.get(location!, as)).body).toMatchObject({
      state: 'succeeded',
      resource: { kind: 'contracts', id: 'late', href: '/v1/contracts/late' },
      problem: null,
    });
  });

  it('is as long as the caller prefers, and ends early when the outcome comes', async () => {
    gateway.onCommand = later(contracts.succeed, 300);
    const startedAt = performance.now();
    expect((await contracts.post(newId(), { headers: { prefer: 'wait=20' } })).status).toBe(201);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    gateway.onCommand = () => undefined;
    const again = performance.now();
    expect((await contracts.post(newId(), { headers: { prefer: 'wait=1' } })).status).toBe(202);
    expect(performance.now() - again).toBeGreaterThanOrEqual(990);
  });

  it('of an operation’s GET ends with the outcome', async () => {
    const { headers } = await contracts.post(newId(), { headers: { prefer: 'wait=0' } });
    setTimeout(() => void contracts.refuse(gateway.sent[0]!), 200);
    const answer = await gateway.call('GET', headers['location']!, { as, headers: { prefer: 'wait=20' } });
    expect(answer.body).toMatchObject({
      state: 'refused',
      problem: { code: 'pool-short', status: 409, rule: 'PO-4' },
    });
  });

  it('CO-8: is over when it was done, also when what came of it has left the caller’s subtree meanwhile', async () => {
    gateway.onCommand = later(async ({ id }) => {
      await gateway.tell(contractsOperationCompleted, madeContract(id, 'left'));
      const left = { customerId: 'customer-foreign', partnerId: 'partner-two' };
      await gateway.tell(serviceChanged, aService({ id: 'left', ...left }), { sequence: 1 });
      await gateway.tell(contractActivated, {
        contract: aContract({ id: 'left', serviceId: 'left', ...left }),
      });
    });
    const answer = await contracts.post(newId());
    const resource = { kind: 'contracts', id: 'left', href: null };
    expect(answer).toMatchObject({ status: 202, body: { state: 'succeeded', resource, problem: null } });
    expect(answer.headers['retry-after']).toBeUndefined();
    expect((await gateway.get(answer.headers['location']!, as)).body).toEqual(answer.body);
  });

  it('CO-8: an operation is unknown to who may not see its company', async () => {
    const { headers } = await contracts.post(newId(), { headers: { prefer: 'wait=0' } });
    expect((await gateway.get(headers['location']!, of('distributor-one'))).status).toBe(200);
    const foreign = await gateway.get(headers['location']!, of('partner-two'));
    const unknown = await gateway.get('/v1/operations/nothing', of('partner-two'));
    expect([foreign.status, { ...foreign.body, requestId: '' }]).toEqual([
      404,
      { ...unknown.body, requestId: '' },
    ]);
  });
});
