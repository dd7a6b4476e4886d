import type { Instant } from '@reservoir/kernel';
import type { ClientSession } from 'mongoose';
import { Chunk, type ChunkStores, type Needs } from './chunk.js';
import { allSettled } from './all-settled.js';
import { StaleVersion } from './errors.js';
import { TooLargeTogether } from './reads.js';

/** Durable on a majority, journalled, and read from one snapshot: whatever a chunk commits is never lost. */
export const transactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', j: true },
} as const;

/** Loads what is needed; each store when those that it follows have. */
export async function loadNeeds(chunk: Chunk, stores: ChunkStores, needs: readonly Needs[]): Promise<void> {
  const keys = new Map<string, Set<unknown>>();
  for (const need of needs)
    for (const name in need) {
      const known = keys.get(name);
      if (!known) keys.set(name, new Set(need[name]));
      else for (const key of need[name] ?? []) known.add(key);
    }
  const loading = new Map<string, Promise<void>>();
  for (const [name, store] of Object.entries(stores)) {
    const before = (store.follows ?? [...loading.keys()]).map((other) => {
      const earlier = loading.get(other);
      if (!earlier) throw new Error(`store ${name} follows ${other}, which does not come before it`);
      return earlier;
    });
    const named = [...(keys.get(name) ?? [])] as never[];
    const load = async (): Promise<void> => {
      const prefetched = named.length > 0 ? store.prefetch?.(chunk, named) : undefined;
      await Promise.all([...before, prefetched]);
      if (named.length > 0) await store.load(chunk, named);
    };
    loading.set(name, load());
  }
  await allSettled(loading.values());
}

/** Writes what was changed, in the order of the stores. */
export async function saveAll(chunk: Chunk, stores: ChunkStores): Promise<void> {
  for (const store of Object.values(stores)) await store.save(chunk);
  await chunk.writes.flush();
}

/** Says to each store that what it wrote is committed. */
export function tellCommitted(chunk: Chunk, stores: ChunkStores): void {
  for (const store of Object.values(stores)) store.committed?.(chunk);
}

/** True for what a rerun of the same transaction can cure. */
export const isTransient = (error: unknown): boolean =>
  error instanceof StaleVersion ||
  error instanceof TooLargeTogether ||
  (error as { hasErrorLabel?: (label: string) => boolean }).hasErrorLabel?.('TransientTransactionError') ===
    true;

/**
 * One unit of work outside Kafka (repository suites, tools): load, decide, save in one transaction, run again while
 * others write in between, at most 50 times.
 * @throws whatever `decide` throws, with nothing written.
 */
export async function runUnitOfWork<T>(
  session: ClientSession,
  stores: ChunkStores,
  needs: Needs,
  now: Instant,
  decide: (chunk: Chunk) => T | Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    session.startTransaction(transactionOptions);
    try {
      const chunk = new Chunk(session, now);
      await loadNeeds(chunk, stores, [needs]);
      const result = await decide(chunk);
      await saveAll(chunk, stores);
      await session.commitTransaction();
      tellCommitted(chunk, stores);
      return result;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction();
      if (!isTransient(error) || attempt >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(50, 2 ** attempt)));
    }
  }
}
