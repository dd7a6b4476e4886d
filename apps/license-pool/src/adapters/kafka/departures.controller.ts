import { Controller, Inject } from '@nestjs/common';
import { idFor } from '@reservoir/kernel';
import {
  type DataOf,
  poolIdOf,
  recoverLicenses,
  recoveryApplied,
  transferApplied,
  transferLicenses,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { recoverLicenses as recover } from '../../application/recover-licenses.js';
import { transferLicenses as transfer } from '../../application/transfer-licenses.js';
import { perLot } from '../../domain/recovery.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { publishEvents } from './publish-events.js';
import { answerBaseOf, keyDataOf, poolKeyOf } from './states.js';

/**
 * Assigned licences that leave their contract. What is not assigned cannot: that tells of a fault elsewhere, and the record is
 * set aside for somebody to look at.
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
    const outcome = recover(poolKeyOf(data.pool), data, collections, context.now);
    if (!outcome.ok) return context.deadLetter(outcome.error);
    publishEvents(context, outcome.value.events);
    const { recoveryId, holder } = data;
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
