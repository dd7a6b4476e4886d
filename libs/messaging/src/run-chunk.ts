import { setTimeout as sleep } from 'node:timers/promises';
import { type ChunkInput, type Share, halvesOf } from './chunk-input.js';
import { type Committed, type CommittingWith, commitChunk } from './commit-chunk.js';
import { Fenced } from './errors.js';
import { isInfrastructureDown } from './infrastructure.js';
import type { Lane } from './lane.js';
import type { MessagingMetrics } from './metrics.js';
import type { Reason } from './record-context.js';
import { isTransient } from './unit-of-work.js';

/** How often a record that fails alone is tried before it is set aside. */
const maxAttempts = 3;

/** What running chunks needs besides their transaction. */
export interface RunningWith extends CommittingWith {
  readonly metrics: MessagingMetrics;
  /** MongoDB is away (true) or answers again (false). */
  readonly databaseDown: (down: boolean, error?: unknown) => void;
  readonly failed: (error: unknown, input: ChunkInput) => void;
  /** Called after each commit, before anything else of its lanes: starts the send. */
  readonly committed: (all: readonly Committed[], seconds: number) => void;
}

/**
 * Tries a chunk of several lanes, once.
 * @returns false when it was not committed, for whatever reason: then each lane's share is to be run alone, which finds out
 * whose fault it was and holds up nobody else
 */
export async function tryChunk(shares: readonly [Share, ...Share[]], using: RunningWith): Promise<boolean> {
  try {
    await commit(shares, using);
    return true;
  } catch {
    for (const { lane } of shares) using.metrics.retry(lane.topic, 'apart');
    return false;
  }
}

async function commit(shares: readonly [Share, ...Share[]], using: RunningWith): Promise<void> {
  const started = performance.now();
  const committed = await commitChunk(shares, using);
  using.databaseDown(false);
  if (committed) using.committed(committed, (performance.now() - started) / 1000);
}

/**
 * Runs a chunk of one lane until it is committed: again when others wrote in between or MongoDB is away; in halves when a record
 * fails, until it fails alone, is tried 3 times and set aside.
 * @param beat keeps the membership in the group alive; throws when it is lost or the process stops.
 * @throws Fenced when the lane is lost.
 */
export async function runChunk(
  lane: Lane,
  input: ChunkInput,
  beat: () => Promise<void>,
  using: RunningWith,
): Promise<void> {
  let attempts = 0;
  for (let retries = 0; ; retries += 1) {
    if (lane.lost) throw new Fenced(lane.id);
    const error = await attempt({ lane, input }, using);
    if (error === undefined) return;
    await beat();
    if (isTransient(error)) await again(lane, 'conflict', Math.random() * Math.min(50, 2 ** retries), using);
    else if (isInfrastructureDown(error)) {
      using.databaseDown(true, error);
      await again(lane, 'infrastructure', Math.min(2000, 100 * 2 ** retries), using);
    } else if (input.records.length > 1) {
      using.failed(error, input);
      for (const half of halvesOf(input, lane.next)) await runChunk(lane, half, beat, using);
      return;
    } else {
      using.failed(error, input);
      attempts += 1;
      if (attempts >= maxAttempts) return runChunk(lane, condemn(input, error, attempts), beat, using);
      await again(lane, 'failure', 100 * attempts, using);
    }
  }
}

/** @returns nothing when committed, or when there was nothing to commit; else why not. */
async function attempt(share: Share, using: RunningWith): Promise<unknown> {
  try {
    await commit([share], using);
    return undefined;
  } catch (error) {
    if (error instanceof Fenced) throw error;
    return error ?? new Error('nothing was thrown');
  }
}

async function again(
  lane: Lane,
  why: 'conflict' | 'infrastructure' | 'failure',
  waitMs: number,
  using: RunningWith,
): Promise<void> {
  using.metrics.retry(lane.topic, why);
  await sleep(waitMs);
}

function condemn(input: ChunkInput, error: unknown, attempts: number): ChunkInput {
  const reason: Reason = {
    code: 'handler-failed',
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
  return { ...input, condemned: new Map(input.records.map(({ raw }) => [raw.offset, { reason, attempts }])) };
}
