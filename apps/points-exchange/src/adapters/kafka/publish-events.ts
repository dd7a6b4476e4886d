import {
  type DataOf,
  exchangeCaptured,
  exchangeReversed,
  exchangeVoided,
  pointsAdjusted,
  pointsExpired,
  pointsExpiring,
  pointsGranted,
  pointsHeld,
  quoteChanged,
} from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { PointsExpiring } from '../../domain/notice.js';
import type { PointsEvent } from '../../domain/points.events.js';
import type { Quote } from '../../domain/quote.js';
import { baseOf, entryOf, exchangeStateOf } from './wire.js';

type Plain = DataOf<typeof pointsGranted>;

/** Publishes what happened to partners' points, in order; the sequence is the account's version. */
export function publishEvents(context: RecordContext, events: readonly PointsEvent[]): void {
  for (const event of events) publishEvent(context, event);
}

function publishEvent(context: RecordContext, event: PointsEvent): void {
  const options = { sequence: event.account.version };
  switch (event.type) {
    case 'points-granted':
      return context.publish(pointsGranted, plain(event), options);
    case 'points-expired':
      return context.publish(pointsExpired, plain(event), options);
    case 'points-adjusted':
      return context.publish(pointsAdjusted, { ...baseOf(event), transaction: entryOf(event) }, options);
    case 'points-held':
      return context.publish(pointsHeld, withExchange(event), options);
    case 'exchange-captured':
      return context.publish(exchangeCaptured, withExchange(event), options);
    case 'exchange-voided':
      return context.publish(exchangeVoided, withExchange(event), options);
    case 'exchange-reversed': {
      const { quantity, points } = event;
      const exchange = exchangeStateOf(event.exchange);
      const data = { ...baseOf(event), transaction: entryOf(event), exchange, quantity, points };
      return context.publish(exchangeReversed, data, options);
    }
  }
}

/** The kinds of entry that an event of its own tells of are fewer than there are. */
function plain(event: PointsEvent): Plain {
  const { account, lots } = baseOf(event);
  return { account, lots, transaction: entryOf(event) as Plain['transaction'] };
}

const withExchange = (
  event: Extract<PointsEvent, { readonly type: 'points-held' | 'exchange-captured' | 'exchange-voided' }>,
) => ({ ...plain(event), exchange: exchangeStateOf(event.exchange) });

/** Publishes a quote's whole state; the sequence is the quote's own version. */
export function publishQuote(context: RecordContext, { distributorId: _, ...quote }: Quote): void {
  context.publish(quoteChanged, { quote }, { sequence: quote.version });
}

/** Publishes the notice of points that expire (PT-8). */
export function publishNotice(context: RecordContext, { lot, daysBefore, dueAt }: PointsExpiring): void {
  const { partnerId, id: lotId, remaining: points, expiresAt } = lot;
  context.publish(pointsExpiring, { partnerId, lotId, points, daysBefore, expiresAt, dueAt });
}
