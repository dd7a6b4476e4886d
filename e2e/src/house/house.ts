import { afterAll, beforeAll } from '@jest/globals';
import type { Api } from '@reservoir/tools/platform';
import { type World, startWorld } from '../world.js';

/**
 * One system for every suite of this folder, since starting one takes longer than most of what is asked of it. Suites run one
 * after the other; each brings companies, orders, SKUs or terms of its own, or leaves things as they were.
 */
export let world: World;
/** Total control over `partner-gold`. */
export let gold: Api;

beforeAll(async () => {
  world = await startWorld(import.meta.url, {
    env: { PARK_FOR_MS: '3000', TOPIC_PARTITIONS: '2' },
  });
  gold = await world.as('partner-gold');
}, 180_000);

afterAll(() => world.stop(), 60_000);
