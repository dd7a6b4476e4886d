import { Aggregates, type Chunk, type ChunkStores, type Versioned } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import type { Collections, Kept } from '../../application/collections.js';
import type { Exchange } from '../../domain/exchange.js';
import type { Lot } from '../../domain/lot.js';
import type { Assortment, Partner, Retirement } from '../../domain/order-policies.js';
import type { Pool } from '../../domain/pool.js';
import type { Refund } from '../../domain/refund.js';
import type { Reversal } from '../../domain/reversal.js';
import { Linked } from './linked.js';
import {
  type RecoveryDocument,
  type ReservationDocument,
  recoveriesIn,
  reservationsIn,
} from './mongo-reservations.js';
import { OpenLots } from './open-lots.js';
import * as schemas from './schemas.js';

/** All that the service keeps, in MongoDB. */
export class MongoCollections {
  /** Small whatever their age: lots are documents of their own. Found by id only. */
  readonly pools: Aggregates<Pool>;
  readonly lots: Aggregates<Lot>;
  /** Until some days after their end. */
  readonly reservations: Aggregates<ReservationDocument>;
  /** Until some days after they were applied (PO-6). */
  readonly recoveries: Aggregates<RecoveryDocument>;
  /** Minted or given up: kept for good, since a late mint may come at any time (PT-4). */
  readonly exchanges: Aggregates<Exchange>;
  /** Kept for good, since a refund may come again at any time (PO-10). */
  readonly refunds: Aggregates<Refund>;
  /** Kept for good, since the command may come again at any time (PT-6). */
  readonly reversals: Aggregates<Reversal>;
  readonly partners: Aggregates<Partner>;
  readonly assortments: Aggregates<Assortment>;
  readonly retirements: Aggregates<Retirement>;
  readonly #openLots: OpenLots;

  constructor(connection: Connection) {
    const shared = connection.model('Aggregate', schemas.aggregateSchema);
    this.pools = new Aggregates(shared, 'pool');
    this.lots = new Aggregates(shared, 'lot');
    this.reservations = new Aggregates(shared, 'reservation');
    this.recoveries = new Aggregates(shared, 'recovery');
    this.exchanges = new Aggregates(shared, 'exchange');
    this.refunds = new Aggregates(shared, 'refund');
    this.reversals = new Aggregates(shared, 'reversal');
    this.partners = new Aggregates(connection.model('Partner', schemas.partnerSchema));
    this.assortments = new Aggregates(connection.model('Assortment', schemas.assortmentSchema));
    this.retirements = new Aggregates(connection.model('Retirement', schemas.retirementSchema));
    this.#openLots = new OpenLots(this.lots);
  }

  /**
   * The stores by the names that needs use, in the order in which they are loaded and saved: the pool first, since two
   * chunks that meet do so there.
   */
  get stores(): ChunkStores {
    const { pools, lots, reservations, exchanges, refunds, partners, assortments, retirements } = this;
    return {
      pools,
      partners,
      assortments,
      retirements,
      exchanges,
      refunds,
      reversals: this.reversals,
      recoveries: this.recoveries,
      reservations,
      lots,
      /** By reservation: with its lots. */
      holdings: new Linked(reservations, lots, ({ picks }) => picks.map(({ lotId }) => lotId)),
      /** By lot: with its pool. */
      orderLines: new Linked(lots, pools, ({ poolId }) => [poolId]),
      /** By partner: with what its distributor sells. */
      buyers: new Linked(partners, assortments, ({ distributorId }) => [distributorId]),
      draws: this.#openLots,
    };
  }

  /** The collections as the chunk has them by now; made once per chunk. */
  in(chunk: Chunk): Collections {
    return chunk.stateOf(this, () => this.#bind(chunk));
  }

  #bind(chunk: Chunk): Collections {
    const { lots } = this;
    return {
      pools: bound(this.pools, chunk),
      lots: {
        find: (id) => lots.find(chunk, id),
        openIn: (poolId) => this.#openLots.in(chunk, poolId),
        save: (lot) => {
          lots.put(chunk, lot);
          this.#openLots.follow(chunk, lot);
        },
      },
      reservations: reservationsIn(this.reservations, chunk),
      recoveries: recoveriesIn(this.recoveries, chunk),
      exchanges: bound(this.exchanges, chunk),
      refunds: bound(this.refunds, chunk),
      reversals: bound(this.reversals, chunk),
      partners: bound(this.partners, chunk),
      assortments: bound(this.assortments, chunk),
      retirements: bound(this.retirements, chunk),
    };
  }
}

const bound = <State extends Versioned>(store: Aggregates<State>, chunk: Chunk): Kept<State> => ({
  find: (id) => store.find(chunk, id),
  save: (state) => store.put(chunk, state),
});
