import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Tap, tapTopics } from '@reservoir/testing';
import { bodyOf } from '@reservoir/tools/platform';
import { type World, startWorld } from '../world.js';

/** One system for every suite of this folder: they move its clock, and kill what moves it. */
export let world: World;
/** All events since it was started, and what contracts and license pools say to each other. */
export let tap: Tap;

interface Clock {
  readonly now: string;
  readonly advance: { readonly operationId: string; readonly now: string; readonly stops: number } | null;
}
interface Operation {
  readonly state: 'pending' | 'succeeded' | 'refused';
  readonly progress?: { readonly now: string; readonly stops: number };
  readonly problem: { readonly code: string } | null;
}

const topics = [
  ...['companies', 'license-pool', 'contracts', 'points-exchange'].map((name) => `${name}.events.v1`),
  ...['license-pool.commands.v1', 'contracts.commands.v1'],
];

beforeAll(async () => {
  world = await startWorld(import.meta.url, { env: { SANDBOX: 'on', LEASE_MS: '2000' } });
  tap = await tapTopics(...topics.map((topic) => world.topicPrefix + topic));
}, 180_000);

afterAll(async () => {
  await tap.close();
  await world.stop();
}, 60_000);

/** What the clock of the system shows. */
export const clock = async (): Promise<Clock> =>
  bodyOf(await world.operator.get('/v1/sandbox/clock'), 'clock');

/** Asks for an advance and looks at the operation until it has ended; gives what its progress showed. */
export async function advance(target: object, onProgress: (stops: number) => void = () => undefined) {
  const asked = await fetch(`${world.platform.url}/v1/sandbox/clock:advance`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await world.platform.issuer.token({ role: 'operator' })}`,
      'content-type': 'application/json',
      prefer: 'wait=0',
    },
    body: JSON.stringify(target),
  });
  const location = asked.headers.get('location');
  expect(asked.status).toBe(202);
  const shown: string[] = [];
  for (;;) {
    const operation = bodyOf<Operation>(await world.operator.get(location ?? ''), 'operation');
    if (operation.progress) {
      shown.push(operation.progress.now);
      onProgress(operation.progress.stops);
    }
    if (operation.state !== 'pending') return { operation, shown };
    await sleep(50);
  }
}
