import { Controller, Inject } from '@nestjs/common';
import { idFor } from '@reservoir/kernel';
import {
  type DataOf,
  type PoolKeyData,
  abandonMint,
  licensesMinted,
  licensesTakenBack,
  mintLicenses,
  mintRefused,
  poolIdOf,
  takeBackLicenses,
  takeBackRefused,
} from '@reservoir/messages';
import { Handles, type Needs, type RecordContext } from '@reservoir/messaging';
import { abandonMint as abandon, mintLicenses as mint } from '../../application/mint-licenses.js';
import type { Outcome } from '../../application/outcome.js';
import { takeBackLicenses as takeBack } from '../../application/take-back-licenses.js';
import type { MintedExchange } from '../../domain/exchange.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { publishEvents } from './publish-events.js';
import { refusalDataOf } from './refusals.js';
import { keyDataOf, poolKeyOf } from './states.js';

/** Licences that points become (PT-4). */
@Controller()
export class ExchangesController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(mintLicenses, exchangeNeeds)
  mint(data: DataOf<typeof mintLicenses>, context: RecordContext): void {
    const request = { ...data, lotId: lotIdOf(data.exchangeId) };
    const collections = this.collections.in(context.chunk);
    answer(context, data.exchangeId, mint(poolKeyOf(data.pool), request, collections, context.now));
  }

  @Handles(abandonMint, exchangeNeeds)
  abandon({ pool, exchangeId }: DataOf<typeof abandonMint>, context: RecordContext): void {
    answer(context, exchangeId, abandon(poolKeyOf(pool), exchangeId, this.collections.in(context.chunk)));
  }

  /** Answered, and the same again for the same reversal (PT-6). */
  @Handles(takeBackLicenses, ({ pool, exchangeId, reversalId }) => ({
    ...exchangeNeeds({ pool, exchangeId }),
    lots: [lotIdOf(exchangeId)],
    reversals: [reversalId],
  }))
  takeBack(data: DataOf<typeof takeBackLicenses>, context: RecordContext): void {
    const { exchangeId, reversalId, quantity } = data;
    const collections = this.collections.in(context.chunk);
    const request = { ...data, lotId: lotIdOf(exchangeId) };
    const { result, pool, events } = takeBack(poolKeyOf(data.pool), request, collections, context.now);
    publishEvents(context, events);
    const base = { pool: keyDataOf(pool), exchangeId, reversalId };
    if (result.ok) context.publish(licensesTakenBack, { ...base, quantity, poolVersion: pool.version });
    else context.publish(takeBackRefused, { ...base, refusal: refusalDataOf(result.error) });
  }
}

/** The lot of an exchange: one, always (PT-4). */
const lotIdOf = (exchangeId: string): string => idFor('exchange', exchangeId);

function exchangeNeeds({ pool, exchangeId }: { pool: PoolKeyData; exchangeId: string }): Needs {
  return { pools: [poolIdOf(pool)], exchanges: [exchangeId] };
}

function answer(context: RecordContext, exchangeId: string, outcome: Outcome<MintedExchange>): void {
  const { pool, result } = outcome;
  publishEvents(context, outcome.events);
  const base = { pool: keyDataOf(pool), exchangeId };
  if (result.ok)
    context.publish(licensesMinted, { ...base, lotId: result.value.lotId, poolVersion: pool.version });
  else context.publish(mintRefused, { ...base, refusal: refusalDataOf(result.error) });
}
