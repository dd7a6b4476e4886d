import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  drawLicenses,
  drawRefused,
  expireLot,
  licensesDrawn,
  poolIdOf,
  returnLicenses,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { drawLicenses as draw } from '../../application/draw-licenses.js';
import { expireLot as expire } from '../../application/expire-lot.js';
import { returnLicenses as giveBack } from '../../application/return-licenses.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { publishEvents } from './publish-events.js';
import { refusalDataOf } from './refusals.js';
import { answerBaseOf, grantedDataOf, poolKeyOf } from './states.js';

/** Licences that leave a pool in one step, come back, or expire in it. */
@Controller()
export class DrawsController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(drawLicenses, ({ pool, quantity }) => ({
    pools: [poolIdOf(pool)],
    draws: [{ poolId: poolIdOf(pool), quantity }],
  }))
  draw(data: DataOf<typeof drawLicenses>, context: RecordContext): void {
    const outcome = draw(poolKeyOf(data.pool), data, this.collections.in(context.chunk), context.now);
    publishEvents(context, outcome.events);
    const base = answerBaseOf(outcome.pool, data.holder);
    if (outcome.result.ok)
      context.publish(licensesDrawn, { ...base, picks: grantedDataOf(outcome.result.value) });
    else context.publish(drawRefused, { ...base, refusal: refusalDataOf(outcome.result.error) });
  }

  /** What cannot be returned tells of a fault elsewhere: the record is set aside for somebody to look at. */
  @Handles(returnLicenses, ({ pool, picks }) => ({
    pools: [poolIdOf(pool)],
    lots: picks.map(({ lotId }) => lotId),
  }))
  giveBack(data: DataOf<typeof returnLicenses>, context: RecordContext): void {
    const outcome = giveBack(poolKeyOf(data.pool), data, this.collections.in(context.chunk), context.now);
    if (outcome.ok) publishEvents(context, outcome.value);
    else context.deadLetter(outcome.error);
  }

  @Handles(expireLot, ({ pool, lotId }) => ({ pools: [poolIdOf(pool)], lots: [lotId] }))
  expire(data: DataOf<typeof expireLot>, context: RecordContext): void {
    const collections = this.collections.in(context.chunk);
    publishEvents(context, expire(poolKeyOf(data.pool), data, collections, context.now));
  }
}
