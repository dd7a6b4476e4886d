import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  type PoolKeyData,
  commitRefused,
  commitReservation,
  expireReservation,
  poolIdOf,
  releaseReservation,
  reservationAccepted,
  reservationCommitted,
  reservationRefused,
  reserveLicenses,
} from '@reservoir/messages';
import { Handles, type Needs, type RecordContext } from '@reservoir/messaging';
import { commitReservation as commit } from '../../application/commit-reservation.js';
import {
  expireReservation as expire,
  releaseReservation as release,
} from '../../application/release-reservation.js';
import { reserveLicenses as reserve } from '../../application/reserve-licenses.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { publishEvents } from './publish-events.js';
import { refusalDataOf } from './refusals.js';
import { answerBaseOf, grantedDataOf, poolKeyOf } from './states.js';

/** Licences that wait for a commit (PO-4, PO-5). */
@Controller()
export class ReservationsController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(reserveLicenses, ({ pool, reservationId, quantity }) => ({
    pools: [poolIdOf(pool)],
    holdings: [reservationId],
    draws: [{ poolId: poolIdOf(pool), quantity }],
  }))
  reserve(data: DataOf<typeof reserveLicenses>, context: RecordContext): void {
    const { pool, events, result } = reserve(
      poolKeyOf(data.pool),
      data,
      this.collections.in(context.chunk),
      context.now,
    );
    publishEvents(context, events);
    const base = { ...answerBaseOf(pool, data.holder), reservationId: data.reservationId };
    if (!result.ok)
      return context.publish(reservationRefused, { ...base, refusal: refusalDataOf(result.error) });
    const { granted, deadline } = result.value;
    context.publish(reservationAccepted, { ...base, picks: grantedDataOf(granted), deadline });
  }

  @Handles(commitReservation, holdingNeeds)
  commit(data: DataOf<typeof commitReservation>, context: RecordContext): void {
    const { pool, events, result } = commit(
      poolKeyOf(data.pool),
      data,
      this.collections.in(context.chunk),
      context.now,
    );
    publishEvents(context, events);
    const base = { ...answerBaseOf(pool, data.holder), reservationId: data.reservationId };
    if (result.ok) context.publish(reservationCommitted, { ...base, picks: grantedDataOf(result.value) });
    else context.publish(commitRefused, { ...base, refusal: refusalDataOf(result.error) });
  }

  @Handles(releaseReservation, holdingNeeds)
  release({ pool, reservationId }: DataOf<typeof releaseReservation>, context: RecordContext): void {
    const collections = this.collections.in(context.chunk);
    publishEvents(context, release(poolKeyOf(pool), reservationId, collections, context.now));
  }

  @Handles(expireReservation, holdingNeeds)
  expire(data: DataOf<typeof expireReservation>, context: RecordContext): void {
    const collections = this.collections.in(context.chunk);
    publishEvents(context, expire(poolKeyOf(data.pool), data, collections, context.now));
  }
}

function holdingNeeds({ pool, reservationId }: { pool: PoolKeyData; reservationId: string }): Needs {
  return { pools: [poolIdOf(pool)], holdings: [reservationId] };
}
