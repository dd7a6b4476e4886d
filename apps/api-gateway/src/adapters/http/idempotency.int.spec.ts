import { describe, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { assignment, assignmentsAround, later } from './testing/assignments.js';
import { of } from './testing/gateway.js';

const { gateway, contracts } = assignmentsAround(import.meta.url);
const as = of('partner-gold');

describe('worked case 4: the same Idempotency-Key', () => {
  it('20 times at once makes one operation; all answers are its answer or say that it is in flight', async () => {
    gateway.onCommand = later(contracts.succeed, 100);
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => contracts.post(key)));
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
    const replay = await contracts.post(key);
    expect([replay.status, replay.text]).toEqual([201, done[0]!.text]);
    expect(replay.headers).toMatchObject({
      'idempotency-replayed': 'true',
      location: done[0]!.headers['location'],
    });
    expect(gateway.sent).toHaveLength(1);
  });

  it('replays a refusal too, and a 202, word for word', async () => {
    gateway.onCommand = later(contracts.refuse);
    const key = newId();
    const first = await contracts.post(key);
    gateway.onCommand = later(contracts.succeed);
    const second = await contracts.post(key);
    expect([second.status, second.text, second.headers['content-type']]).toEqual([
      409,
      first.text,
      'application/problem+json; charset=utf-8',
    ]);
    gateway.onCommand = () => undefined;
    const [accepted, repeated] = [
      await contracts.post('k-202', { headers: { prefer: 'wait=0' } }),
      await contracts.post('k-202', { headers: { prefer: 'wait=5' } }),
    ];
    expect([repeated.status, repeated.text]).toEqual([202, accepted.text]);
    expect(repeated.headers['location']).toBe(accepted.headers['location']);
  });

  it('with another body is refused, with sorted members it is the same', async () => {
    gateway.onCommand = later(contracts.succeed);
    const key = newId();
    const first = await contracts.post(key);
    expect(await contracts.post(key, { body: { ...assignment, quantity: 26 } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    const reversed = Object.fromEntries(Object.entries(assignment).reverse());
    expect((await contracts.post(key, { body: reversed })).text).toBe(first.text);
    expect(gateway.sent).toHaveLength(1);
  });

  it('of another user or company is another key', async () => {
    gateway.onCommand = later(contracts.succeed);
    const key = newId();
    await contracts.post(key);
    await contracts.post(key, { user: 'another-user' });
    const foreign = { ...assignment, customerId: 'customer-foreign' };
    await contracts.post(key, { company: 'partner-two', body: foreign });
    expect(gateway.sent).toHaveLength(3);
  });

  it('a request that was refused at the door can be repeated with the key', async () => {
    gateway.onCommand = later(contracts.succeed);
    const key = newId();
    expect((await contracts.post(key, { body: { ...assignment, quantity: 0 } })).status).toBe(400);
    expect((await contracts.post(key, { body: { ...assignment, customerId: 'nobody' } })).status).toBe(404);
    expect((await contracts.post(key)).status).toBe(201);
  });
});

describe('while Kafka is away', () => {
  it('a command gets 503, is kept, and the same key goes on with it', async () => {
    gateway.onCommand = () => Promise.reject(new Error('no broker'));
    const key = newId();
    const answer = await contracts.post(key);
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'kafka-unavailable' },
      headers: { 'retry-after': '5', location: expect.stringMatching(/^\/v1\/operations\//) },
    });
    gateway.onCommand = later(contracts.succeed);
    expect((await contracts.post(key)).status).toBe(201);
    expect(new Set(gateway.sent.map(({ id }) => id)).size).toBe(1);
    expect((await gateway.get(answer.headers['location']!, as)).body).toMatchObject({ state: 'succeeded' });
  });
});
