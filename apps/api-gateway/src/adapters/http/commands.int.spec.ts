import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { contractActivated, contractsOperationCompleted, serviceChanged } from '@reservoir/messages';
import type { OutgoingCommand } from '@reservoir/service';
import { aContract, aService } from '../../testing/facts.js';
import { TestGateway, of } from './testing/gateway.js';

jest.setTimeout(60_000);
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.sent.length = 0;
});
afterEach(() => {
  gateway.onCommand = () => undefined;
});

const as = of('partner-gold');
const body = {
  customerId: 'customer-one',
  product: 'endpoint-security',
  protectionModel: 'secure-plus',
  addOns: ['patch-management'],
  managedServices: [],
  mode: 'commercial',
  term: 'Y1',
  quantity: 25,
  managementModel: 'delegated',
  autoRenew: { on: true },
};
const post = (
  key: string | null,
  change: { body?: object; headers?: Record<string, string>; company?: string } = {},
) =>
  gateway.call('POST', '/v1/contracts', {
    as: change.company === undefined ? as : of(change.company),
    body: change.body ?? body,
    headers: { ...(key !== null && { 'idempotency-key': key }), ...change.headers },
  });

const completed = (operationId: string, id: string) => ({
  operationId,
  outcome: 'succeeded' as const,
  resource: { kind: 'contracts' as const, id },
  refusal: null,
  requires: [{ kind: 'contracts' as const, id, version: 3 }],
});
const module = { ...aContract().periods[0]!, sku: 'patch-management' };

/** What contracts does: the facts on one topic, the outcome on another; either may come first. */
const assign = async ({ id: operationId }: OutgoingCommand): Promise<void> => {
  const id = newId();
  const contract = aContract({ id, assignmentId: id, serviceId: id });
  await Promise.all([
    gateway.tell(contractsOperationCompleted, completed(operationId, id)),
    gateway.tell(serviceChanged, aService({ id }), { sequence: 1 }),
    gateway.tell(contractActivated, { contract }),
    gateway.tell(contractActivated, {
      contract: { ...contract, id: newId(), kind: 'module', periods: [module] },
    }),
  ]);
};
const inBackground = (work: (command: OutgoingCommand) => Promise<void>) => (command: OutgoingCommand) => {
  void work(command);
};
const poolShort = ({ id: operationId }: OutgoingCommand): Promise<void> =>
  gateway.tell(contractsOperationCompleted, {
    operationId,
    outcome: 'refused',
    resource: null,
    refusal: {
      code: 'pool-short',
      rule: 'PO-4',
      detail: '25 asked, 20 available in endpoint-security:secure-plus Y1',
      errors: [{ sku: 'endpoint-security:secure-plus', asked: 25, available: 20 }],
    },
    requires: [],
  });

describe('POST /v1/contracts', () => {
  it('answers with the contract as interfaces.md shows it, and the next GET shows the same', async () => {
    gateway.onCommand = inBackground(assign);
    const answer = await post(newId());
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
    gateway.onCommand = inBackground(assign);
    await post(newId(), {
      headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    });
    const [command] = gateway.sent;
    expect(gateway.sent).toHaveLength(1);
    expect(command).toMatchObject({
      message: { type: 'reservoir.contracts.assign-licenses.v1' },
      data: { request: body, actor: { userId: as.sub, companyId: 'partner-gold', role: 'total-control' } },
      correlationId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
    expect(command?.operationId).toBe(command?.id);
    expect(command?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
  });

  it('answers a refusal as a problem, with every violation', async () => {
    gateway.onCommand = inBackground(poolShort);
    const answer = await post(newId(), { headers: { 'x-request-id': 'my-request' } });
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
    expect(await post(null)).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } });
    expect(await post('with space')).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-malformed' },
    });
    expect(gateway.sent).toEqual([]);
  });
});

describe('the wait', () => {
  it('ends with 202 and where to ask; the operation tells the outcome when it is readable', async () => {
    const answer = await post(newId(), { headers: { prefer: 'wait=0' } });
    expect(answer).toMatchObject({
      status: 202,
      body: { state: 'pending' },
      headers: { 'retry-after': '1' },
    });
    const { location } = answer.headers;
    expect((await gateway.get(location!, as)).body).toMatchObject({ state: 'pending', resource: null });
    const [command] = gateway.sent;
    await gateway.tell(contractsOperationCompleted, completed(command!.id, 'late'));
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
    gateway.onCommand = ({ id }) => {
      setTimeout(() => void assign({ id } as OutgoingCommand), 300);
    };
    const startedAt = performance.now();
    expect((await post(newId(), { headers: { prefer: 'wait=20' } })).status).toBe(201);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    gateway.onCommand = () => undefined;
    const again = performance.now();
    expect((await post(newId(), { headers: { prefer: 'wait=1' } })).status).toBe(202);
    expect(performance.now() - again).toBeGreaterThanOrEqual(990);
  });

  it('of an operation’s GET ends with the outcome', async () => {
    const { headers } = await post(newId(), { headers: { prefer: 'wait=0' } });
    setTimeout(() => void poolShort(gateway.sent[0]!), 200);
    const answer = await gateway.call('GET', headers['location']!, { as, headers: { prefer: 'wait=20' } });
    expect(answer.body).toMatchObject({
      state: 'refused',
      problem: { code: 'pool-short', status: 409, rule: 'PO-4' },
    });
  });

  it('CO-8: an operation is unknown to who may not see its company', async () => {
    const { headers } = await post(newId(), { headers: { prefer: 'wait=0' } });
    expect((await gateway.get(headers['location']!, of('distributor-one'))).status).toBe(200);
    const foreign = await gateway.get(headers['location']!, of('partner-two'));
    const unknown = await gateway.get('/v1/operations/nothing', of('partner-two'));
    expect([foreign.status, { ...foreign.body, requestId: '' }]).toEqual([
      404,
      { ...unknown.body, requestId: '' },
    ]);
  });
});

describe('worked case 4: the same Idempotency-Key', () => {
  it('20 times at once makes one operation; all answers are its answer or say that it is in flight', async () => {
    gateway.onCommand = ({ id }) => {
      setTimeout(() => void assign({ id } as OutgoingCommand), 100);
    };
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(key)));
    const done = answers.filter(({ status }) => status === 201);
    const inFlight = answers.filter(({ status }) => status === 409);
    expect(gateway.sent).toHaveLength(1);
    expect(done.length).toBeGreaterThanOrEqual(1);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(done.length + inFlight.length).toBe(20);
    for (const answer of inFlight)
      expect(answer).toMatchObject({
        body: { code: 'idempotency-key-in-flight' },
        headers: { 'retry-after': '1' },
      });
    const replay = await post(key);
    expect([replay.status, replay.text]).toEqual([201, done[0]!.text]);
    expect(replay.headers).toMatchObject({
      'idempotency-replayed': 'true',
      location: done[0]!.headers['location'],
    });
    expect(gateway.sent).toHaveLength(1);
  });

  it('replays a refusal too, and a 202, word for word', async () => {
    gateway.onCommand = inBackground(poolShort);
    const key = newId();
    const first = await post(key);
    gateway.onCommand = inBackground(assign);
    const second = await post(key);
    expect([second.status, second.text, second.headers['content-type']]).toEqual([
      409,
      first.text,
      'application/problem+json; charset=utf-8',
    ]);
    gateway.onCommand = () => undefined;
    const [accepted, repeated] = [
      await post('k-202', { headers: { prefer: 'wait=0' } }),
      await post('k-202', { headers: { prefer: 'wait=5' } }),
    ];
    expect([repeated.status, repeated.text]).toEqual([202, accepted.text]);
    expect(repeated.headers['location']).toBe(accepted.headers['location']);
  });

  it('with another body is refused, with sorted members it is the same', async () => {
    gateway.onCommand = inBackground(assign);
    const key = newId();
    const first = await post(key);
    expect(await post(key, { body: { ...body, quantity: 26 } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    const reversed = Object.fromEntries(Object.entries(body).reverse());
    expect((await post(key, { body: reversed })).text).toBe(first.text);
    expect(gateway.sent).toHaveLength(1);
  });

  it('of another user or company is another key', async () => {
    gateway.onCommand = inBackground(assign);
    const key = newId();
    await post(key);
    await post(key, { company: 'distributor-one' });
    expect(gateway.sent).toHaveLength(2);
  });

  it('a request that was refused at the door can be repeated with the key', async () => {
    gateway.onCommand = inBackground(assign);
    const key = newId();
    expect((await post(key, { body: { ...body, quantity: 0 } })).status).toBe(400);
    expect((await post(key, { body: { ...body, customerId: 'nobody' } })).status).toBe(404);
    expect((await post(key)).status).toBe(201);
  });
});

describe('while Kafka is away', () => {
  it('a command gets 503, is kept, and the same key goes on with it', async () => {
    gateway.onCommand = () => Promise.reject(new Error('no broker'));
    const key = newId();
    const answer = await post(key);
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'kafka-unavailable' },
      headers: { 'retry-after': '5', location: expect.stringMatching(/^\/v1\/operations\//) },
    });
    gateway.onCommand = inBackground(assign);
    expect((await post(key)).status).toBe(201);
    expect(new Set(gateway.sent.map(({ id }) => id)).size).toBe(1);
    expect((await gateway.get(answer.headers['location']!, as)).body).toMatchObject({ state: 'succeeded' });
  });
});
