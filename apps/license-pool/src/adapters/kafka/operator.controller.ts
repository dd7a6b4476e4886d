import { Controller, Inject } from '@nestjs/common';
import { itemIdOf } from '@reservoir/catalog-rules';
import { idFor } from '@reservoir/kernel';
import { type DataOf, addLicenses, poolIdOf, takeAwayLicenses } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { addLicenses as add } from '../../application/add-licenses.js';
import { takeAwayLicenses as takeAway } from '../../application/take-away-licenses.js';
import { never } from '../../domain/lot.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { complete } from './operation-answers.js';
import { publishEvents } from './publish-events.js';
import { poolKeyOf } from './states.js';

/** What the operator does to pools, with a reason (PO-1, CO-10). */
@Controller()
export class OperatorController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(addLicenses, ({ pool }) => ({
    pools: [poolIdOf(pool)],
    buyers: [pool.partnerId],
    retirements: [itemIdOf(pool.sku)],
  }))
  add(data: DataOf<typeof addLicenses>, context: RecordContext): void {
    const { provenance, quantity, expiresAt, reason } = data;
    const operationId = operationOf(context);
    const request = {
      operationId,
      lotId: idFor('added', operationId),
      provenance,
      quantity,
      reason,
      ...(expiresAt !== undefined && { expiresAt: expiresAt ?? never }),
    };
    const collections = this.collections.in(context.chunk);
    const outcome = add(poolKeyOf(data.pool), request, collections, context.now);
    publishEvents(context, outcome.events);
    complete(context, outcome, { kind: 'lots', id: request.lotId });
  }

  @Handles(takeAwayLicenses, ({ pool, quantity }) => ({
    pools: [poolIdOf(pool)],
    draws: [{ poolId: poolIdOf(pool), quantity }],
  }))
  takeAway({ pool, quantity, reason }: DataOf<typeof takeAwayLicenses>, context: RecordContext): void {
    const request = { operationId: operationOf(context), quantity, reason };
    const collections = this.collections.in(context.chunk);
    const outcome = takeAway(poolKeyOf(pool), request, collections, context.now);
    publishEvents(context, outcome.events);
    complete(context, outcome);
  }
}

/** The operation that asked; the record itself, for who asks without one. */
const operationOf = ({ record }: RecordContext): string => record.operationId ?? record.id;
