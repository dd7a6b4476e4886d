import { instant } from '@reservoir/kernel';
import type { MessageDefinition } from '@reservoir/messages';
import type { ClientSession } from 'mongoose';
import { Aggregates, Chunk, type RecordContext, type Versioned } from '../src/index.js';
import type { ChunkInput } from '../src/chunk-input.js';
import { type Decided, type Decisions, decideChunk } from '../src/decide-chunk.js';
import type { DecodedRecord } from '../src/decode.js';
import type { KnownHandler } from '../src/handler-table.js';
import { Lane } from '../src/lane.js';
import { OperationLog } from '../src/operation-log.js';
import type { ParkedDocument } from '../src/parking.js';
import { saveAll } from '../src/unit-of-work.js';

const session = {} as ClientSession;

/** A counter, the smallest aggregate. */
export interface Counter extends Versioned {
  readonly count: number;
}

/** Aggregates over documents in memory; what `save` writes stands in `written`. */
export class MemoryCounters extends Aggregates<Counter> {
  readonly written: readonly Counter[];

  constructor(documents: readonly Counter[] = []) {
    const written: Counter[] = [];
    const rows = documents.map(({ id: _id, ...rest }) => ({ _id, ...rest }));
    const keep = ({ _id: id, ...rest }: { _id: string } & Omit<Counter, 'id'>) =>
      written.push({ id, ...rest });
    const collection = {
      collectionName: 'counters',
      find: () => ({ toArray: async () => Promise.resolve(rows) }),
      insertMany: async (all: Parameters<typeof keep>[0][]) => Promise.resolve(all.forEach(keep)),
      bulkWrite: async (all: { replaceOne: { replacement: Parameters<typeof keep>[0] } }[]) => {
        all.forEach(({ replaceOne }) => keep(replaceOne.replacement));
        return Promise.resolve({ matchedCount: all.length, upsertedCount: 0 });
      },
    };
    super({ collection });
    this.written = written;
  }

  /** One more, as a handler would count it. */
  increase(chunk: Chunk, id: string): Counter {
    const before = this.find(chunk, id) ?? { id, version: 0, count: 0 };
    const after = { id, version: before.version + 1, count: before.count + 1 };
    this.put(chunk, after);
    return after;
  }
}

/** How a record differs from a plain one. */
export interface Sent {
  readonly operationId?: string;
  readonly preview?: boolean;
  readonly key?: string;
}

/** A decoded record at an offset, as if a gateway had sent it. */
export const sent = (
  message: MessageDefinition,
  offset: number,
  { key = 'k', operationId, preview }: Sent = {},
): DecodedRecord & { readonly kind: 'event' } => ({
  kind: 'event',
  stamp: undefined,
  raw: { topic: message.topic, partition: 0, offset, key: Buffer.from(key), value: null, headers: {} },
  record: {
    topic: message.topic,
    partition: 0,
    offset,
    key,
    id: `event-${offset}`,
    source: '/test',
    type: message.type,
    time: null,
    sequence: null,
    correlationId: 'correlation',
    causationId: null,
    operationId: operationId ?? null,
    ...(preview && { preview }),
    data: {},
  },
});

/** One service that decides chunks, without servers. */
export class DecidingService {
  readonly lane = new Lane('companies', 'companies.commands.v1', 0, session);
  /** What the handlers of all messages do. */
  handle: (context: RecordContext) => void = () => undefined;
  readonly decidedOperations = new Set<string>();
  readonly operations = new OperationLog({
    find: ({ _id }: { _id: { $in: string[] } }) => ({
      toArray: async () =>
        Promise.resolve(_id.$in.filter((id) => this.decidedOperations.has(id)).map((id) => ({ _id: id }))),
    }),
  } as never);

  constructor(private readonly counters: MemoryCounters = new MemoryCounters()) {}

  /** Decides a chunk and saves what it changed. */
  async chunk(records: readonly DecodedRecord[], more: Partial<ChunkInput> = {}): Promise<Decisions> {
    const chunk = new Chunk(session, instant('2026-11-21T12:00:00Z'));
    const input: ChunkInput = {
      source: 'partition',
      records,
      next: records.length,
      condemned: new Map(),
      parkedBefore: new Map(),
      heldBack: new Set(),
      ...more,
    };
    const [{ decisions }] = (await decideChunk([{ lane: this.lane, input }], chunk, {
      service: 'companies',
      handlers: { get: () => this.#handler } as unknown as ReadonlyMap<string, KnownHandler>,
      operations: this.operations,
      parking: { parkForMs: 1000, recordsPerKey: 10, recordsPerLane: 100 },
      loadNeeds: async (into, needs) => {
        // collections in memory cannot be read together
        await into.reads.alone(async () => Promise.resolve());
        await this.counters.load(
          into,
          needs.flatMap((need) => need['counters'] as string[]),
        );
      },
    })) as [Decided];
    await saveAll(chunk, { counters: this.counters });
    for (const id of this.operations.decided(chunk)) this.decidedOperations.add(id);
    this.lane.parked = decisions.waiting;
    return decisions;
  }

  /** Tries parked records again, as the transport does. */
  async retry(parked: readonly ParkedDocument[], records: readonly DecodedRecord[]): Promise<Decisions> {
    const parkedBefore = new Map(parked.map((document) => [document.offset, document]));
    return this.chunk(records, { source: 'parked', parkedBefore });
  }

  readonly #handler: Pick<KnownHandler, 'needs' | 'handle'> = {
    needs: () => ({ counters: ['c'] }),
    handle: async (context) => Promise.resolve(this.handle(context)),
  };
}
