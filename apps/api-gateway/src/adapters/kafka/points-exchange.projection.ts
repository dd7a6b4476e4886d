import { Controller, Inject } from '@nestjs/common';
import { Handles, type Needs, type RecordContext } from '@reservoir/messaging';
import {
  type DataOf,
  exchangeCaptured,
  exchangeReversed,
  exchangeVoided,
  pointsAdjusted,
  pointsExpired,
  pointsGranted,
  pointsHeld,
  quoteChanged,
  reversalRefused,
  reversalRequested,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

/** What every event of an account tells: the account, the transaction and the touched lots after it. */
type PointsFact = DataOf<typeof pointsGranted> | DataOf<typeof pointsAdjusted>;
type ExchangeFact = DataOf<typeof pointsHeld> | DataOf<typeof exchangeReversed>;

const needs = ({ account, transaction, lots }: PointsFact): Needs => ({
  'points-accounts': [account.partnerId],
  'points-transactions': [transaction.id],
  'points-lots': lots.map(({ id }) => id),
  'points-open-lots': [{ partnerId: account.partnerId, number: transaction.number }],
});
const needsOfExchange = (fact: ExchangeFact): Needs => ({
  ...needs(fact),
  'points-exchanges': [fact.exchange.id],
});

const exchangeAlone = ({ exchange }: Pick<ExchangeFact, 'exchange'>): Needs => ({
  'points-exchanges': [exchange.id],
});

/** points-exchange.events.v1 → points-accounts, -lots, -transactions, -checkpoints, -quotes, -exchanges. */
@Controller()
export class PointsExchangeProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(pointsGranted, needs)
  granted(fact: DataOf<typeof pointsGranted>, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(pointsExpired, needs)
  expired(fact: DataOf<typeof pointsExpired>, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(pointsHeld, needsOfExchange)
  held(fact: DataOf<typeof pointsHeld>, context: RecordContext): void {
    this.#applyExchange(fact, context);
  }

  @Handles(exchangeCaptured, needsOfExchange)
  captured(fact: DataOf<typeof exchangeCaptured>, context: RecordContext): void {
    this.#applyExchange(fact, context);
  }

  @Handles(exchangeVoided, needsOfExchange)
  voided(fact: DataOf<typeof exchangeVoided>, context: RecordContext): void {
    this.#applyExchange(fact, context);
  }

  @Handles(exchangeReversed, needsOfExchange)
  reversed(fact: DataOf<typeof exchangeReversed>, context: RecordContext): void {
    this.#applyExchange(fact, context);
  }

  @Handles(reversalRequested, exchangeAlone)
  reversing({ exchange }: DataOf<typeof reversalRequested>, context: RecordContext): void {
    apply(this.stores['points-exchanges'], context, exchange);
  }

  @Handles(reversalRefused, exchangeAlone)
  notReversed({ exchange }: DataOf<typeof reversalRefused>, context: RecordContext): void {
    apply(this.stores['points-exchanges'], context, exchange);
  }

  @Handles(pointsAdjusted, needs)
  adjusted(fact: DataOf<typeof pointsAdjusted>, context: RecordContext): void {
    this.#apply(fact, context);
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
    const before = this.stores['points-accounts'].find(context.chunk, partnerId)?.version ?? 0;
    apply(this.stores['points-accounts'], context, { ...account, id: partnerId });
    apply(this.stores['points-transactions'], context, { ...transaction, version: 1 });
    for (const lot of lots) {
      const open = lot.remaining + lot.held > 0;
      apply(this.stores['points-lots'], context, { ...lot, partnerId, version, open });
    }
    const { number, hash, balances } = transaction;
    if (hash !== undefined && balances && before === number - 1)
      this.stores['points-open-lots'].takeCheckpoint(context.chunk, { partnerId, number, hash, balances });
  }
}
