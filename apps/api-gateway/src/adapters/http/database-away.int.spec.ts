import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import { eventually } from '@reservoir/testing';
import { newApiKey } from './platform/api-key-format.js';
import { Assignments } from './testing/assignments.js';
import { FreezableMongo } from './testing/frozen-mongo.js';
import { TestGateway, of, theOperator } from './testing/gateway.js';

let gateway: TestGateway;
const way = new FreezableMongo();

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url, { connect: way.connect });
});
afterAll(async () => {
  way.thaw();
  await gateway.stop();
  way.stop();
});

describe('while MongoDB holds its connections and says nothing', () => {
  it('every request gets 503 with Retry-After within seconds, and an answer when it is back', async () => {
    way.freeze();
    const startedAt = performance.now();
    const answers = await Promise.all([
      gateway.get('/v1/partners/partner-gold/pools', of('partner-gold')),
      gateway.get('/v1/catalog/families', theOperator),
      gateway.get('/v1/catalog/families', newApiKey(newId())),
      gateway.call('PUT', '/v1/catalog/families/f/draft', {
        as: theOperator,
        body: { name: 'F' },
        headers: { prefer: 'wait=1' },
      }),
      new Assignments(gateway).post(newId()),
    ]);
    expect(performance.now() - startedAt).toBeLessThan(14_000);
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 503,
        body: { code: 'time-limit', status: 503 },
        headers: { 'retry-after': '5', 'content-type': 'application/problem+json; charset=utf-8' },
      });
    expect(gateway.sent).toEqual([]);
    way.thaw();
    await eventually(
      async () => {
        expect((await gateway.get('/v1/partners/partner-gold/pools', of('partner-gold'))).status).toBe(200);
      },
      { timeoutMs: 30_000 },
    );
  });

  it('and when its connections break, too', async () => {
    way.refuse();
    expect(await gateway.get('/v1/partners/partner-gold/pools', of('partner-gold'))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    });
    way.thaw();
    await eventually(
      async () => {
        expect((await gateway.get('/v1/partners/partner-gold/pools', of('partner-gold'))).status).toBe(200);
      },
      { timeoutMs: 30_000 },
    );
  });
});
