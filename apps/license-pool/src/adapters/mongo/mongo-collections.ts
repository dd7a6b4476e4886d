import { Aggregates, type Chunk, type ChunkStores, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';
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
  readonly pools: Aggregates<Pool>;
  readonly lots: Aggregates<Lot>;
  readonly reservations: Aggregates<ReservationDocument>;
  readonly recoveries: Aggregates<RecoveryDocument>;
  readonly exchanges: Aggregates<Exchange>;
  readonly refunds: Aggregates<Refund>;
  readonly reversals: Aggregates<Reversal>;
  readonly partners: Aggregates<Partner>;
  readonly assortments: Aggregates<Assortment>;
  readonly retirements: Aggregates<Retirement>;
  readonly #openLots: OpenLots;

  constructor(connection: Connection) {
    this.pools = aggregates(connection, 'Pool', schemas.poolSchema);
    this.lots = aggregates(connection, 'Lot', schemas.lotSchema);
    this.reservations = aggregates(connection, 'Reservation', schemas.reservationSchema);
    this.recoveries = aggregates(connection, 'Recovery', schemas.recoverySchema);
    this.exchanges = aggregates(connection, 'Exchange', schemas.exchangeSchema);
    this.refunds = aggregates(connection, 'Refund', schemas.refundSchema);
    this.reversals = aggregates(connection, 'Reversal', schemas.reversalSchema);
    this.partners = aggregates(connection, 'Partner', schemas.partnerSchema);
    this.assortments = aggregates(connection, 'Assortment', schemas.assortmentSchema);
    this.retirements = aggregates(connection, 'Retirement', schemas.retirementSchema);
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

const aggregates = <State extends Versioned>(
  connection: Connection,
  name: string,
  schema: Schema,
): Aggregates<State> => new Aggregates(connection.model(name, schema));

const bound = <State extends Versioned>(store: Aggregates<State>, chunk: Chunk): Kept<State> => ({
  find: (id) => store.find(chunk, id),
  save: (state) => store.put(chunk, state),
});
