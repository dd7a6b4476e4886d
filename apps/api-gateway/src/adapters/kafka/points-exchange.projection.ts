import { Controller, Inject } from '@nestjs/common';
import { Handles, type Needs, type RecordContext } from '@reservoir/messaging';
import {
  type DataOf,
  exchangeCaptured,
  exchangeVoided,
  pointsExpired,
  pointsGranted,
  pointsHeld,
  quoteChanged,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

/** What every event of an account tells: the account, the transaction and the touched lots after it. */
type PointsFact = DataOf<typeof pointsGranted>;
type ExchangeFact = DataOf<typeof pointsHeld>;

const needs = ({ account, transaction, lots }: PointsFact): Needs => ({
  'points-accounts': [account.partnerId],
  'points-transactions': [transaction.id],
  'points-lots': lots.map(({ id }) => id),
});
const needsOfExchange = (fact: ExchangeFact): Needs => ({
  ...needs(fact),
  'points-exchanges': [fact.exchange.id],
});

/** points-exchange.events.v1 → points-accounts, points-lots, points-transactions, points-quotes, points-exchanges. */
@Controller()
export class PointsExchangeProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(pointsGranted, needs)
  granted(fact: PointsFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(pointsExpired, needs)
  expired(fact: PointsFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(pointsHeld, needsOfExchange)
  held(fact: ExchangeFact, context: RecordContext): void {
    this.#applyExchange(fact, context);
  }

  @Handles(exchangeCaptured, needsOfExchange)
  captured(fact: ExchangeFact, context: RecordContext): void {
    this.#applyExchange(fact, context);
  }

  @Handles(exchangeVoided, needsOfExchange)
  voided(fact: ExchangeFact, context: RecordContext): void {
    this.#applyExchange(fact, context);
  }

  @Handles(quoteChanged, ({ quote }) => ({ 'points-quotes': [quote.id] }))
  quote({ quote }: DataOf<typeof quoteChanged>, context: RecordContext): void {
    apply(this.stores['points-quotes'], context, quote);
  }

  #applyExchange(fact: ExchangeFact, context: RecordContext): void {
    this.#apply(fact, context);
    apply(this.stores['points-exchanges'], context, fact.exchange);
  }

  #apply({ account, transaction, lots }: PointsFact, context: RecordContext): void {
    const { partnerId, version } = account;
    apply(this.stores['points-accounts'], context, { ...account, id: partnerId });
    apply(this.stores['points-transactions'], context, { ...transaction, version: 1 });
    for (const lot of lots) {
      const open = lot.remaining + lot.held > 0;
      apply(this.stores['points-lots'], context, { ...lot, partnerId, version, open });
    }
  }
}
