import { Controller, Inject } from '@nestjs/common';
import { idFor } from '@reservoir/kernel';
import {
  type DataOf,
  poolIdOf,
  recoverLicenses,
  recoveryApplied,
  recoveryRefused,
  transferApplied,
  transferLicenses,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { poolOf } from '../../application/stock.js';
import { recoverLicenses as recover } from '../../application/recover-licenses.js';
import { transferLicenses as transfer } from '../../application/transfer-licenses.js';
import { perLot } from '../../domain/recovery.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { publishEvents } from './publish-events.js';
import { refusalDataOf } from './refusals.js';
import { answerBaseOf, keyDataOf, poolKeyOf } from './states.js';

/**
 * Assigned licences that leave their contract. What is not assigned cannot: that tells of a fault elsewhere (invariant 2). The
 * record is set aside for somebody to look at, and whoever waits for a recovery is told that it was refused.
 */
@Controller()
export class DeparturesController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(recoverLicenses, ({ pool, recoveryId, back, retired }) => ({
    pools: [poolIdOf(pool)],
    recoveries: [recoveryId],
    lots: [...back, ...retired].map(({ lotId }) => lotId),
  }))
  recover(data: DataOf<typeof recoverLicenses>, context: RecordContext): void {
    const collections = this.collections.in(context.chunk);
    const key = poolKeyOf(data.pool);
    const outcome = recover(key, data, collections, context.now);
    const { recoveryId, holder } = data;
    if (!outcome.ok) {
      const answer = { ...answerBaseOf(poolOf(collections, key), holder), recoveryId };
      context.publish(recoveryRefused, { ...answer, refusal: refusalDataOf(outcome.error) });
      return context.deadLetter(outcome.error);
    }
    publishEvents(context, outcome.value.events);
    context.publish(recoveryApplied, { ...answerBaseOf(outcome.value.pool, holder), recoveryId });
  }

  @Handles(transferLicenses, (data) => ({
    pools: [poolIdOf(data.pool), poolIdOf(newPoolOf(data))],
    lots: lotsOf(data).flatMap(({ from, to }) => [from, to]),
  }))
  transfer(data: DataOf<typeof transferLicenses>, context: RecordContext): void {
    const { pool, transferId, customerId } = data;
    const keys = { from: poolKeyOf(pool), to: poolKeyOf(newPoolOf(data)) };
    const lots = lotsOf(data);
    const collections = this.collections.in(context.chunk);
    const outcome = transfer(keys, { transferId, lots }, collections, context.now);
    if (!outcome.ok) return context.deadLetter(outcome.error);
    const { from, to, events } = outcome.value;
    publishEvents(context, events);
    const versions = { poolVersion: from.version, toPoolVersion: to.version };
    const toPool = keyDataOf(to);
    context.publish(transferApplied, { pool, toPool, transferId, customerId, lots, ...versions });
  }
}

type Transfer = DataOf<typeof transferLicenses>;

const newPoolOf = ({ pool, toPartnerId }: Transfer) => ({ ...pool, partnerId: toPartnerId });

/** Each old lot with the new one, whose id is the same for the same transfer and old lot, always (invariant 8). */
const lotsOf = ({ transferId, picks }: Transfer) =>
  perLot(picks).map(({ lotId: from, quantity }) => ({
    from,
    to: idFor('transfer', transferId, from),
    quantity,
  }));
