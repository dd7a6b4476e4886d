import {
  type DataOf,
  exchangeCaptured,
  exchangeVoided,
  pointsExpired,
  pointsGranted,
  pointsHeld,
  quoteChanged,
} from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { Exchange } from '../../domain/exchange.js';
import type { Posted } from '../../domain/ledger.js';
import type { PointsEvent } from '../../domain/points.events.js';
import type { Quote } from '../../domain/quote.js';

type Base = DataOf<typeof pointsGranted>;

const base = ({ account, transaction, lots }: Posted): Base => ({
  account: {
    partnerId: account.id,
    available: account.available,
    held: account.held,
    version: account.version,
  },
  transaction: { ...transaction, postings: transaction.postings.map((posting) => ({ ...posting })) },
  lots: lots.map(({ partnerId: _partner, source: _source, version: _version, ...lot }) => lot),
});

const exchangeState = (exchange: Exchange): DataOf<typeof pointsHeld>['exchange'] => {
  const { deadline: _deadline, operationId: _operation, burns, reason, ...state } = exchange;
  return {
    ...state,
    burns: burns.map((burn) => ({ ...burn })),
    reason: reason && {
      code: reason.code,
      rule: reason.rule,
      detail: reason.detail,
      ...(reason.errors && { errors: reason.errors.map((error) => ({ ...error })) }),
    },
  };
};

/** Publishes what happened to partners' points, in order; the sequence is the account's version. */
export function publishEvents(context: RecordContext, events: readonly PointsEvent[]): void {
  for (const event of events) publishEvent(context, event);
}

function publishEvent(context: RecordContext, event: PointsEvent): void {
  const sequence = event.account.version;
  switch (event.type) {
    case 'points-granted':
      return context.publish(pointsGranted, base(event), { sequence });
    case 'points-expired':
      return context.publish(pointsExpired, base(event), { sequence });
    case 'points-held':
      return context.publish(pointsHeld, withExchange(event), { sequence });
    case 'exchange-captured':
      return context.publish(exchangeCaptured, withExchange(event), { sequence });
    case 'exchange-voided':
      return context.publish(exchangeVoided, withExchange(event), { sequence });
  }
}

const withExchange = (event: Posted & { readonly exchange: Exchange }) => ({
  ...base(event),
  exchange: exchangeState(event.exchange),
});

/** Publishes a quote's whole state; the sequence is the quote's own version. */
export function publishQuote(context: RecordContext, { distributorId: _, ...quote }: Quote): void {
  context.publish(quoteChanged, { quote }, { sequence: quote.version });
}
