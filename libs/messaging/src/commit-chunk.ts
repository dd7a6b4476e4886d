import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Instant } from '@reservoir/kernel';
import type { ClientSession } from 'mongoose';
import { Chunk, type ChunkStores } from './chunk.js';
import type { ChunkInput } from './chunk-input.js';
import { type Composing, composePending } from './compose-pending.js';
import { type DecidingWith, type Decisions, decideChunk } from './decide-chunk.js';
import { Fenced } from './errors.js';
import type { Lane } from './lane.js';
import type { Parking } from './parking.js';
import { type PendingRecord, sizeOf } from './pending-record.js';
import type { Positions } from './positions.js';
import { reached } from './protocol-points.js';
import { saveAll, transactionOptions } from './unit-of-work.js';

/** What a transaction over a chunk works with. */
export interface CommittingWith extends DecidingWith, Composing {
  readonly clock: Clock;
  readonly stores: ChunkStores;
  readonly positions: Positions;
  readonly parked: Parking;
}

/** What a committed chunk leaves to do. */
export interface Committed {
  readonly pending: readonly PendingRecord[];
  readonly decisions: Decisions;
}

/** Below MongoDB's limit of 16 MB for the position document. */
const maxPendingBytes = 12_000_000;

/**
 * One attempt at a chunk: decide, fence, write and commit in one transaction (messaging.md, steps 1 to 3).
 * @returns nothing when parked records were tried and all of them wait on: then nothing was written, neither.
 * @throws Fenced when somebody else has the lane; StaleVersion or a transient error when it is to be run again;
 * whatever a handler threw, with nothing written.
 */
export async function commitChunk(
  lane: Lane,
  input: ChunkInput,
  using: CommittingWith,
): Promise<Committed | undefined> {
  const { session } = lane;
  reached('before-transaction', lane.name, input.records);
  session.startTransaction(transactionOptions);
  try {
    const chunk = new Chunk(session, timeOfDecision(input, using.clock));
    const decisions = await decideChunk(lane, input, chunk, using);
    if (input.source === 'parked' && decisions.unparked.length === 0) {
      await session.abortTransaction();
      return undefined;
    }
    const pending = composePending(lane, decisions, chunk.now, using);
    if (pending.reduce((sum, record) => sum + sizeOf(record), 0) > maxPendingBytes)
      throw new Error(
        `a chunk of ${input.records.length} records publishes more than ${maxPendingBytes} bytes`,
      );
    await write(lane, input, chunk, { pending, decisions }, using);
    if (!(await lane.sending)) throw new Fenced(lane.id);
    reached('before-commit', lane.name, input.records);
    await commit(session, lane);
    reached('after-commit', lane.name, input.records);
    lane.next = input.next;
    lane.sequence += pending.length;
    lane.seen = decisions.seen;
    lane.parked = decisions.waiting;
    return { pending, decisions };
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error;
  }
}

/** Now; with a clock that can be moved, not before the platform sent what is decided: each process moves its own. */
function timeOfDecision({ records }: ChunkInput, clock: Clock): Instant {
  if (clock.witness)
    for (const decoded of records)
      if (decoded.kind === 'event' && decoded.record.time && decoded.record.source.startsWith('/reservoir/'))
        clock.witness(decoded.record.time);
  return clock.now();
}

/** The position goes first: a process that lost the lane learns of it before it does the work. */
async function write(
  lane: Lane,
  input: ChunkInput,
  chunk: Chunk,
  { pending, decisions }: Committed,
  using: CommittingWith,
): Promise<void> {
  const { session } = chunk;
  const advance = {
    next: input.next,
    sequence: lane.sequence + pending.length,
    seen: [...decisions.seen],
    pending,
  };
  if (!(await using.positions.advance(lane.id, lane, advance, session))) throw new Fenced(lane.id);
  await saveAll(chunk, using.stores);
  await using.operations.save(chunk);
  // In this order: what waits on, but otherwise, is in both.
  await using.parked.remove(decisions.unparked, session);
  await using.parked.add(decisions.parked, session);
}

/** A commit whose answer was lost is asked for again until it is known. */
async function commit(session: ClientSession, lane: Lane): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      const unknown = (error as { hasErrorLabel?: (label: string) => boolean }).hasErrorLabel?.(
        'UnknownTransactionCommitResult',
      );
      if (!unknown || lane.lost) throw error;
      await sleep(200);
    }
  }
}
