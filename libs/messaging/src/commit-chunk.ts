import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Instant } from '@reservoir/kernel';
import type { ClientSession } from 'mongoose';
import { Chunk, type ChunkStores } from './chunk.js';
import type { Share } from './chunk-input.js';
import { type Composing, composePending } from './compose-pending.js';
import { type DecidingWith, type Decided, decideChunk } from './decide-chunk.js';
import { Fenced, StaleVersion } from './errors.js';
import type { Parking } from './parking.js';
import { type PendingRecord, sizeOf } from './pending-record.js';
import type { Positions } from './positions.js';
import { allReached } from './protocol-points.js';
import { saveAll, tellCommitted, transactionOptions } from './unit-of-work.js';

/** What a transaction over a chunk works with. */
export interface CommittingWith extends DecidingWith, Composing {
  readonly clock: Clock;
  readonly stores: ChunkStores;
  readonly positions: Positions;
  readonly parked: Parking;
}

/** What a committed chunk leaves to do for one lane. */
export interface Committed extends Decided {
  readonly pending: readonly PendingRecord[];
}

/** Below MongoDB's limit of 16 MB for the position document. */
const maxPendingBytes = 12_000_000;

/**
 * One attempt at a chunk: decide, fence, write and commit in one transaction (messaging.md, steps 1 to 3), in the session of its
 * first lane. Each lane moves on as if its share were a chunk of its own: all of them, or none.
 * @returns nothing when parked records were tried and all of them wait on: then nothing was written, neither.
 * @throws Fenced when somebody else has one of the lanes; StaleVersion or a transient error when it is to be run again;
 * whatever a handler threw, with nothing written.
 */
export async function commitChunk(
  shares: readonly [Share, ...Share[]],
  using: CommittingWith,
): Promise<readonly Committed[] | undefined> {
  const { session } = shares[0].lane;
  for (const share of shares) if (isRepeated(share)) throw new Fenced(share.lane.id);
  allReached('before-transaction', shares);
  session.startTransaction(transactionOptions);
  try {
    const chunk = new Chunk(session, timeOfDecision(shares, using.clock));
    const decided = await decideChunk(shares, chunk, using);
    if (decided.every(waitsOn)) {
      await session.abortTransaction();
      return undefined;
    }
    const all = decided.map((one) => composed(one, chunk.now, using));
    await write(chunk, all, using);
    for (const { lane } of shares) if (!(await lane.sending)) throw new Fenced(lane.id);
    allReached('before-commit', shares);
    await commit(session, shares);
    allReached('after-commit', shares);
    for (const one of all) moveOn(one);
    tellCommitted(chunk, using.stores);
    return all;
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error;
  }
}

/** Parked records were tried, and none of them was decided. */
const waitsOn = ({ input, decisions }: Decided): boolean =>
  input.source === 'parked' && decisions.unparked.length === 0;

/** Offsets only rise in a lane: what this process knows of it is not so. */
const isRepeated = ({ lane, input: { source, records } }: Share): boolean =>
  source === 'partition' && (records[0]?.raw.offset ?? lane.next) < lane.next;

/** Now; with a clock that can be moved, not before the platform sent what is decided: each process moves its own. */
function timeOfDecision(shares: readonly Share[], clock: Clock): Instant {
  if (clock.witness)
    for (const decoded of shares.flatMap(({ input }) => input.records))
      if (decoded.kind === 'event' && decoded.record.time && decoded.record.source.startsWith('/reservoir/'))
        clock.witness(decoded.record.time);
  return clock.now();
}

function composed({ lane, input, decisions }: Decided, now: Instant, using: CommittingWith): Committed {
  const pending = composePending(lane, decisions, now, using);
  if (pending.reduce((sum, record) => sum + sizeOf(record), 0) > maxPendingBytes)
    throw new Error(
      `a chunk of ${input.records.length} records publishes more than ${maxPendingBytes} bytes`,
    );
  return { lane, input, decisions, pending };
}

async function write(chunk: Chunk, all: readonly Committed[], using: CommittingWith): Promise<void> {
  const { session } = chunk;
  const moves = all.map(({ lane, input, decisions, pending }) => {
    const sequence = lane.sequence + pending.length;
    return { owner: lane, advance: { next: input.next, sequence, seen: [...decisions.seen], pending } };
  });
  using.positions.advance(moves, using.operations.decided(chunk), chunk.writes);
  await saveAll(chunk, using.stores).catch(async (error: unknown) => {
    if (!(error instanceof StaleVersion)) throw error;
    const lanes = all.map(({ lane }) => lane);
    throw (await using.positions.areOwned(lanes)) ? error : new Fenced(lanes.map(({ id }) => id).join(', '));
  });
  // In this order: what waits on, but otherwise, is in both.
  await using.parked.remove(
    all.flatMap(({ decisions }) => decisions.unparked),
    session,
  );
  await using.parked.add(
    all.flatMap(({ decisions }) => decisions.parked),
    session,
  );
}

/** A commit whose answer was lost is asked for again until it is known. */
async function commit(session: ClientSession, shares: readonly Share[]): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      const unknown = (error as { hasErrorLabel?: (label: string) => boolean }).hasErrorLabel?.(
        'UnknownTransactionCommitResult',
      );
      if (!unknown || shares.some(({ lane }) => lane.lost)) throw error;
      await sleep(200);
    }
  }
}

function moveOn({ lane, input, pending, decisions }: Committed): void {
  lane.next = input.next;
  lane.sequence += pending.length;
  lane.seen = decisions.seen;
  lane.parked = decisions.waiting;
}
