import { Controller, Inject } from '@nestjs/common';
import { itemIdOf } from '@reservoir/catalog-rules';
import { idFor } from '@reservoir/kernel';
import { type DataOf, acceptQuote, mintLicenses, requestQuote } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { acceptQuote as accept } from '../../application/accept-quote.js';
import { requestQuote as request } from '../../application/request-quote.js';
import type { Exchange } from '../../domain/exchange.js';
import { refuse, succeed } from './answer.js';
import { factMayBeUnderWay } from './fact-under-way.js';
import { GIVE_UP_AFTER_MS, POINTS, type PointsOfChunk, ledgerNeeds, portsIn } from './points-of-chunk.js';
import { publishEvents, publishQuote } from './publish-events.js';

/** What partners do: ask for a price, and exchange at it. */
@Controller()
export class QuotesController {
  constructor(
    @Inject(POINTS) private readonly points: PointsOfChunk,
    @Inject(GIVE_UP_AFTER_MS) private readonly giveUpAfterMs: number,
  ) {}

  @Handles(requestQuote, ({ partnerId, sku }) => ({
    companies: [partnerId],
    offersOf: [partnerId],
    retirements: [itemIdOf(sku)],
  }))
  request(command: DataOf<typeof requestQuote>, context: RecordContext): void {
    const { operationId, id } = context.record;
    if (this.#waitsForThePartner(command, context)) return;
    const wish = { ...command, quoteId: idFor('points-quote', operationId ?? id) };
    const quoted = request(wish, portsIn(this.points, context.chunk), context.now);
    if (!quoted.ok) return refuse(context, operationId, quoted.error);
    const { id: quoteId, version } = quoted.value;
    publishQuote(context, quoted.value);
    succeed(context, operationId, { kind: 'points-quotes', id: quoteId }, [
      { kind: 'points-quotes', id: quoteId, version },
    ]);
  }

  /** Answered only when the exchange is captured or voided, unless it is refused now. */
  @Handles(acceptQuote, ({ partnerId, quoteId }) => ({
    companies: [partnerId],
    quotes: [quoteId],
    ...ledgerNeeds(partnerId),
  }))
  async accept(command: DataOf<typeof acceptQuote>, context: RecordContext): Promise<void> {
    if (this.#waitsForThePartner(command, context)) return;
    const { operationId } = context.record;
    const { giveUpAfterMs } = this;
    const acceptance = await accept(
      { ...command, operationId, giveUpAfterMs },
      portsIn(this.points, context.chunk),
      context.now,
    );
    publishEvents(context, acceptance.events);
    if (!acceptance.result.ok) return refuse(context, operationId, acceptance.result.error);
    publishQuote(context, acceptance.result.value.quote);
    mint(context, acceptance.result.value.exchange);
  }

  /** The partner may have been created a moment ago, and the news be on its way. */
  #waitsForThePartner(
    { partnerId, actor }: DataOf<typeof acceptQuote | typeof requestQuote>,
    context: RecordContext,
  ): boolean {
    const isKnown = this.points.companies.in(context.chunk).find(partnerId) !== undefined;
    if (isKnown || actor.companyId !== partnerId || !factMayBeUnderWay(context)) return false;
    context.park({ code: 'unknown-partner', detail: `no news of ${partnerId} yet` });
    return true;
  }
}

/** Asks the pool for a lot, keyed by the exchange (PT-4). */
function mint(context: RecordContext, exchange: Exchange): void {
  const { id: exchangeId, partnerId, distributorId, sku, term, quantity } = exchange;
  context.publish(mintLicenses, { pool: { partnerId, sku, term }, exchangeId, distributorId, quantity });
}
