import { Controller, Inject } from '@nestjs/common';
import { Handles, type Needs, type RecordContext } from '@reservoir/messaging';
import {
  type DataOf,
  licensesAssigned,
  licensesRecovered,
  licensesRefunded,
  licensesReserved,
  licensesRetired,
  licensesTransferred,
  lotAdded,
  lotExpired,
  poolIdOf,
  reservationReleased,
  thresholdsChanged,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

/** What every event of a pool tells: the pool and the touched lots after it. */
type PoolFact = Pick<DataOf<typeof lotAdded>, 'pool' | 'lots'>;

const needs = ({ pool, lots }: PoolFact): Needs => ({
  pools: [poolIdOf(pool)],
  lots: lots.map(({ id }) => id),
});

/** license-pool.events.v1 → pools, lots. */
@Controller()
export class LicensePoolProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(lotAdded, needs)
  lotAdded(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(licensesReserved, needs)
  reserved(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(reservationReleased, needs)
  released(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(licensesAssigned, needs)
  assigned(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(licensesRecovered, needs)
  recovered(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(licensesRetired, needs)
  retired(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(licensesTransferred, needs)
  transferred(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(thresholdsChanged, needs)
  thresholds(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(licensesRefunded, needs)
  refunded(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(lotExpired, needs)
  expired(fact: PoolFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  #apply({ pool, lots }: PoolFact, context: RecordContext): void {
    const poolId = poolIdOf(pool);
    apply(this.stores.pools, context, { ...pool, id: poolId });
    const { partnerId } = pool;
    for (const lot of lots) {
      const expires = lot.expiresAt !== null && lot.counts.available > 0;
      const state = { ...lot, poolId, ...(expires && { expiringOf: partnerId }) };
      apply(this.stores.lots, context, state);
    }
  }
}
