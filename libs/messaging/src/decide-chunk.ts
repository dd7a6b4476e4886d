import { allSettled } from './all-settled.js';
import type { Chunk, Needs } from './chunk.js';
import type { ChunkInput, Condemned, Share } from './chunk-input.js';
import type { DecodedRecord } from './decode.js';
import type { KnownHandler } from './handler-table.js';
import type { InboundRecord } from './inbound-record.js';
import type { OperationLog } from './operation-log.js';
import { type ParkedDocument, type ParkingLimits, parkedDocumentOf, parkedIdOf } from './parking.js';
import { isPreview, previewAnswer } from './preview.js';
import type { RawRecord } from './raw-record.js';
import { type Publication, type Reason, RecordContext } from './record-context.js';

/** What a chunk will do for one lane, before any of it is written. */
export interface Decisions {
  readonly published: { readonly publication: Publication; readonly cause: InboundRecord }[];
  readonly deadLetters: { readonly raw: RawRecord; readonly condemned: Condemned }[];
  readonly parked: ParkedDocument[];
  /** Ids of parked records that were decided now. */
  readonly unparked: string[];
  readonly seen: Map<string, number>;
  /** How many wait, by key, after this chunk. */
  readonly waiting: Map<string, number>;
  readonly skipped: { lane: number; operation: number };
  readonly ignored: string[];
}

/** A share with what it will do. */
export interface Decided extends Share {
  readonly decisions: Decisions;
}

/** What deciding needs besides the chunk. */
export interface DecidingWith {
  readonly service: string;
  readonly handlers: ReadonlyMap<string, KnownHandler>;
  readonly operations: OperationLog;
  readonly parking: ParkingLimits;
  readonly loadNeeds: (chunk: Chunk, needs: readonly Needs[]) => Promise<void>;
}

type EventRecord = DecodedRecord & { readonly kind: 'event' };

/**
 * Decides lane after lane, and of each record after record, in order. All that they need is loaded at once before. Nothing is
 * written; what a handler changes stays in the chunk, where those that come later see it.
 * @returns each share with its decisions, in their order
 */
export async function decideChunk(
  shares: readonly Share[],
  chunk: Chunk,
  using: DecidingWith,
): Promise<readonly Decided[]> {
  const begun = shares.map(begin);
  const events = begun.flatMap(({ fresh }) =>
    fresh.filter((record): record is EventRecord => record.kind === 'event'),
  );
  await allSettled([
    using.operations.load(chunk, operationIds(events)),
    using.loadNeeds(
      chunk,
      events.map((event) => using.handlers.get(event.record.type)?.needs(event.record.data) ?? {}),
    ),
  ]);
  for (const { lane, input, fresh, decisions } of begun) {
    const turn = new Turn(input, chunk, using, decisions);
    for (const record of fresh) await turn.take(record, lane.id);
  }
  return begun;
}

/** A share of which nothing is decided yet. */
interface Begun extends Decided {
  /** Without what was seen before. */
  readonly fresh: readonly DecodedRecord[];
}

function begin({ lane, input }: Share): Begun {
  const decisions: Decisions = {
    published: [],
    deadLetters: [],
    parked: [],
    unparked: [],
    seen: new Map(lane.seen),
    waiting: new Map(lane.parked),
    skipped: { lane: 0, operation: 0 },
    ignored: [],
  };
  const fresh = input.source === 'parked' ? input.records : unseen(input.records, decisions);
  return { lane, input, fresh, decisions };
}

/** Drops what its lane has sent before, and remembers the rest (messaging.md, step 1). */
function unseen(records: readonly DecodedRecord[], decisions: Decisions): readonly DecodedRecord[] {
  return records.filter(({ stamp }) => {
    if (!stamp) return true;
    if (stamp.sequence <= (decisions.seen.get(stamp.lane) ?? 0)) {
      decisions.skipped.lane += 1;
      return false;
    }
    decisions.seen.set(stamp.lane, stamp.sequence);
    return true;
  });
}

/** Only what comes from no lane is deduped by its operation. */
const operationIds = (events: readonly EventRecord[]): string[] =>
  events.flatMap(({ stamp, record }) => (stamp || record.operationId === null ? [] : [record.operationId]));

/** One pass over the records of a share. */
class Turn {
  constructor(
    private readonly input: ChunkInput,
    private readonly chunk: Chunk,
    private readonly using: DecidingWith,
    private readonly decisions: Decisions,
  ) {}

  async take(record: DecodedRecord, lane: string): Promise<void> {
    const { raw } = record;
    const condemned = this.input.condemned.get(raw.offset);
    if (condemned) return this.#setAside(raw, condemned);
    if (record.kind === 'ignored') return void this.decisions.ignored.push(record.type);
    if (record.kind === 'malformed') return this.#setAside(raw, { reason: record.reason, attempts: 1 });
    if (this.#waitsBehind(record)) return this.#park(record, lane, behind);
    if (!record.stamp && this.#isRepeatedOperation(record.record)) return this.#settle(raw);
    await this.#handle(record, lane);
  }

  async #handle(event: EventRecord, lane: string): Promise<void> {
    const preview = isPreview(event.record);
    const chunk = preview ? this.chunk.scratch() : this.chunk;
    const context = new RecordContext(event.record, chunk, this.#isLastAttempt(event));
    await this.using.handlers.get(event.record.type)?.handle(context);
    const { disposition } = context;
    if (disposition.kind === 'parked') {
      if (event.record.operationId !== null)
        this.using.operations.remove(this.chunk, event.record.operationId);
      return this.#park(event, lane, disposition.reason, disposition.alone);
    }
    const publications = preview ? [previewAnswer(this.using.service, context)] : context.publications;
    for (const publication of publications)
      this.decisions.published.push({ publication, cause: event.record });
    if (disposition.kind === 'dead-letter' && !preview)
      return this.#setAside(event.raw, { reason: disposition.reason, attempts: 1 });
    this.#settle(event.raw);
  }

  #isRepeatedOperation(record: InboundRecord): boolean {
    if (record.operationId === null || this.using.operations.add(this.chunk, record.operationId))
      return false;
    this.decisions.skipped.operation += 1;
    return true;
  }

  /** Later records of a key wait behind its first (interfaces.md), unless too many do. */
  #waitsBehind(event: EventRecord): boolean {
    const { key } = event.record;
    if (this.input.source === 'parked')
      return this.input.heldBack.has(this.input.parkedBefore.get(event.raw.offset)?.waitsFor ?? key);
    return this.decisions.waiting.has(key) && !this.#isFull(key);
  }

  #isLastAttempt(event: EventRecord): boolean {
    const before = this.input.parkedBefore.get(event.raw.offset);
    if (!before) return this.#isFull(event.record.key);
    return Date.now() - before.parkedAt.getTime() >= this.using.parking.parkForMs;
  }

  #isFull(key: string): boolean {
    const { waiting } = this.decisions;
    const { recordsPerKey, recordsPerLane } = this.using.parking;
    if ((waiting.get(key) ?? 0) >= recordsPerKey) return true;
    return [...waiting.values()].reduce((sum, count) => sum + count, 0) >= recordsPerLane;
  }

  /** What waits alone waits by a name that no record has for its key. */
  #park({ raw, record }: EventRecord, lane: string, reason: Reason, alone = false): void {
    const waitsFor = alone ? `${parkedIdOf(raw)} alone` : record.key;
    const before = this.input.parkedBefore.get(raw.offset);
    if (before?.waitsFor === waitsFor) return void this.input.heldBack.add(waitsFor);
    this.#settle(raw);
    const since = before?.parkedAt ?? new Date();
    this.decisions.parked.push(parkedDocumentOf(lane, raw, waitsFor, reason, since));
    this.decisions.waiting.set(waitsFor, (this.decisions.waiting.get(waitsFor) ?? 0) + 1);
  }

  #setAside(raw: RawRecord, condemned: Condemned): void {
    this.decisions.deadLetters.push({ raw, condemned });
    this.#settle(raw);
  }

  /** A record that was parked waits no longer. */
  #settle(raw: RawRecord): void {
    const before = this.input.parkedBefore.get(raw.offset);
    if (!before) return;
    this.decisions.unparked.push(before._id);
    const left = (this.decisions.waiting.get(before.waitsFor) ?? 1) - 1;
    if (left > 0) this.decisions.waiting.set(before.waitsFor, left);
    else this.decisions.waiting.delete(before.waitsFor);
  }
}

const behind: Reason = { code: 'waits-behind', detail: 'waits behind an earlier record of its key' };
