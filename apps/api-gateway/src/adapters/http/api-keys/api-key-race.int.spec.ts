import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectMongo, raceRounds, uniqueNames } from '@reservoir/testing';
import { AccessService } from '../testing/access-service.js';
import { TestGateway, type Told, of } from '../testing/gateway.js';

const gold = of('partner-gold');
const shared = uniqueNames(import.meta.url).database();

/** Two replicas: two processes' worth of HTTP and connections, one database. */
let replicas: readonly [TestGateway, TestGateway];
let service: AccessService;

beforeAll(async () => {
  const start = () => TestGateway.start(import.meta.url, { connect: () => connectMongo(shared) });
  replicas = [await start(), await start()];
  service = new AccessService(replicas[0]);
  for (const replica of replicas) replica.onCommand = service.answer;
});
afterAll(async () => {
  for (const replica of replicas) await replica.stop();
});

interface Use {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly answer: Told;
}

async function use(replica: TestGateway, key: string): Promise<Use> {
  const startedAt = performance.now();
  const answer = await replica.get('/v1/companies/partner-gold', key);
  return { startedAt, endedAt: performance.now(), answer };
}

/** Uses a key on a replica, over and over, until told to stop. */
async function useUntil(stopped: { readonly aborted: boolean }, replica: TestGateway, key: string) {
  const uses: Use[] = [];
  while (!stopped.aborted) uses.push(await use(replica, key));
  return uses;
}

const onBoth = (key: string) => Promise.all(replicas.map((replica) => use(replica, key)));

/** One key, used on both replicas before, while and after it is revoked on one of them. */
async function race(round: number) {
  const { body } = await service.newKey('partner-gold');
  const key = String(body['secret']);
  const before = await onBoth(key);
  const stop = new AbortController();
  const users = replicas.map((replica) => useUntil(stop.signal, replica, key));
  await sleep(round % 10);
  const askedAt = performance.now();
  const url = `/v1/companies/partner-gold/api-keys/${String(body['id'])}`;
  const revoked = await replicas[round % 2]!.call('DELETE', url, { as: gold });
  const answeredAt = performance.now();
  const after = await onBoth(key);
  stop.abort();
  const uses = [...before, ...(await Promise.all(users)).flat(), ...after];
  return { askedAt, answeredAt, revoked, uses };
}

describe('CO-7 an API key revoked against its use', () => {
  it(`is good until the revocation is asked for, and on no replica once it is answered (${raceRounds} rounds)`, async () => {
    const counts = { before: 0, between: 0, after: 0 };
    for (let round = 0; round < raceRounds; round += 1) {
      const { askedAt, answeredAt, revoked, uses } = await race(round);
      expect(revoked).toMatchObject({ status: 200, body: { state: 'revoked' } });
      for (const { startedAt, endedAt, answer } of uses) {
        const outcome = answer.status === 200 ? 'passed' : answer.body['code'];
        if (endedAt < askedAt) expect(outcome).toBe('passed');
        else if (startedAt > answeredAt) expect(outcome).toBe('api-key-revoked');
        else expect(['passed', 'api-key-revoked']).toContain(outcome);
        counts[endedAt < askedAt ? 'before' : startedAt > answeredAt ? 'after' : 'between'] += 1;
      }
    }
    for (const count of Object.values(counts)) expect(count).toBeGreaterThanOrEqual(raceRounds);
  });
});
