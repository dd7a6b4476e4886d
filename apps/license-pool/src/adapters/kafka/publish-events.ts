import {
  licensesAssigned,
  licensesRecovered,
  licensesRefunded,
  licensesReserved,
  lotAdded,
  lotExpired,
  mintAbandoned,
  reservationRejected,
  reservationReleased,
} from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { LicensePoolEvent } from '../../domain/license-pool.events.js';
import { refusalDataOf } from './refusals.js';
import { keyDataOf, stockDataOf } from './states.js';

/** Publishes what happened to pools, in order. */
export function publishEvents(context: RecordContext, events: readonly LicensePoolEvent[]): void {
  for (const event of events) publishEvent(context, event);
}

/** A change carries the pool's new version as its sequence; what leaves the pool as it was has none. */
function publishEvent(context: RecordContext, event: LicensePoolEvent): void {
  if (event.type === 'reservation-rejected') {
    const { key, holder, quantity, refusal } = event;
    context.publish(reservationRejected, {
      pool: keyDataOf(key),
      holder,
      quantity,
      refusal: refusalDataOf(refusal),
    });
    return;
  }
  if (event.type === 'mint-abandoned') {
    context.publish(mintAbandoned, { pool: keyDataOf(event.key), exchangeId: event.exchangeId });
    return;
  }
  publishChange(context, event);
}

type Change = Exclude<LicensePoolEvent, { readonly type: 'reservation-rejected' | 'mint-abandoned' }>;

function publishChange(context: RecordContext, event: Change): void {
  const stock = stockDataOf(event);
  const options = { sequence: event.pool.version };
  switch (event.type) {
    case 'lot-added':
      return context.publish(lotAdded, stock, options);
    case 'lot-expired':
      return context.publish(lotExpired, stock, options);
    case 'licenses-reserved': {
      const { reservationId, holder, picks, deadline } = event;
      return context.publish(
        licensesReserved,
        { ...stock, reservationId, holder, picks: [...picks], deadline },
        options,
      );
    }
    case 'reservation-released': {
      const { reservationId, holder, why } = event;
      return context.publish(reservationReleased, { ...stock, reservationId, holder, why }, options);
    }
    case 'licenses-assigned': {
      const { holder, picks } = event;
      return context.publish(licensesAssigned, { ...stock, holder, picks: [...picks] }, options);
    }
    case 'licenses-recovered': {
      const { holder, picks, mode } = event;
      return context.publish(licensesRecovered, { ...stock, holder, picks: [...picks], mode }, options);
    }
    case 'licenses-refunded': {
      const { refundId, quantity } = event;
      return context.publish(licensesRefunded, { ...stock, refundId, quantity }, options);
    }
  }
}
