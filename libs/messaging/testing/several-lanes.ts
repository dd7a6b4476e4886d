import { systemClock } from '@reservoir/kernel';
import { licensePurchased } from '@reservoir/messages';
import type { Connection } from 'mongoose';
import { type Aggregates, type Versioned } from '../src/index.js';
import type { Share } from '../src/chunk-input.js';
import { messagingCollections } from '../src/collections.js';
import { type CommittingWith } from '../src/commit-chunk.js';
import type { KnownHandler } from '../src/handler-table.js';
import { Lane } from '../src/lane.js';
import { OperationLog } from '../src/operation-log.js';
import { Parking } from '../src/parking.js';
import type { Partitions } from '../src/partitions.js';
import { Positions } from '../src/positions.js';
import { loadNeeds } from '../src/unit-of-work.js';
import { sent } from './deciding.js';
import { testAggregates } from './small-service.js';

/** What was counted under a name. */
export interface Counted extends Versioned {
  readonly records: number;
}

/** Lanes of one service in a real database, without Kafka: each record counts under the name of its key. */
export class SeveralLanes {
  readonly positions: Positions;
  readonly using: CommittingWith;
  readonly counted: Aggregates<Counted>;

  constructor(private readonly connection: Connection) {
    const { positions, parked } = messagingCollections(connection);
    const stores = { counted: testAggregates<Counted>(connection, 'counted') };
    this.counted = stores.counted;
    this.positions = new Positions(positions);
    this.using = {
      service: 'counter',
      topicPrefix: '',
      clock: systemClock,
      stores,
      positions: this.positions,
      parked: new Parking(parked),
      operations: new OperationLog(positions),
      parking: { parkForMs: 1000, recordsPerKey: 10, recordsPerLane: 100 },
      partitions: { of: () => 0 } as unknown as Partitions,
      handlers: { get: () => this.#handler } as unknown as ReadonlyMap<string, KnownHandler>,
      loadNeeds: async (chunk, needs) => loadNeeds(chunk, stores, needs),
    };
  }

  /** A lane of this process, claimed. */
  async claim(topic: string): Promise<Lane> {
    const lane = new Lane('counter', topic, 0, await this.connection.startSession());
    lane.restore(await this.positions.claim(lane.id, lane.session.id?.id as never));
    return lane;
  }

  /** The next records of a lane, each with its key. */
  share(lane: Lane, ...keys: readonly string[]): Share {
    const records = keys.map((key, n) => sent(licensePurchased, lane.next + n, { key }));
    const input = { source: 'partition', records, next: lane.next + keys.length } as const;
    return { lane, input: { ...input, condemned: new Map(), parkedBefore: new Map(), heldBack: new Set() } };
  }

  /** How many records were counted under a key. */
  async countOf(key: string): Promise<number> {
    const found = await this.connection
      .collection<{ _id: string; records: number }>('counted')
      .findOne({ _id: key });
    return found?.records ?? 0;
  }

  /** Where the position of a lane stands, in the database. */
  async nextOf({ id }: Lane): Promise<number | undefined> {
    return (await this.positions.nextOf([id])).get(id);
  }

  readonly #handler: Pick<KnownHandler, 'needs' | 'handle'> = {
    needs: () => ({ counted: ['a', 'b', 'both'] }),
    handle: async ({ chunk, record: { key } }) => {
      if (key === 'bug') throw new Error('planted bug');
      const before = this.counted.find(chunk, key) ?? { id: key, version: 0, records: 0 };
      this.counted.put(chunk, { id: key, version: before.version + 1, records: before.records + 1 });
      return Promise.resolve();
    },
  };
}
