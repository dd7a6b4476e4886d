import {
  licensesAssigned,
  licensesRecovered,
  licensesRefunded,
  licensesReserved,
  licensesRetired,
  licensesTransferred,
  lotAdded,
  lotExpired,
  mintAbandoned,
  poolRanLow,
  reservationRejected,
  reservationReleased,
  thresholdsChanged,
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
  if (event.type === 'pool-ran-low') {
    const { pool } = stockDataOf({ pool: event.pool, lots: [] });
    context.publish(poolRanLow, { pool, threshold: event.threshold });
    return;
  }
  publishChange(context, event);
}

type Unchanging = 'reservation-rejected' | 'mint-abandoned' | 'pool-ran-low';
type Change = Exclude<LicensePoolEvent, { readonly type: Unchanging }>;

function publishChange(context: RecordContext, event: Change): void {
  const stock = stockDataOf(event);
  const options = { sequence: event.pool.version };
  switch (event.type) {
    case 'lot-added': {
      const { reason } = event;
      return context.publish(lotAdded, reason === undefined ? stock : { ...stock, reason }, options);
    }
    case 'thresholds-changed':
      return context.publish(thresholdsChanged, stock, options);
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
    case 'licenses-recovered':
    case 'licenses-retired':
    case 'licenses-transferred':
      return publishDeparture(context, event);
    case 'licenses-refunded': {
      const { refundId, quantity } = event;
      return context.publish(licensesRefunded, { ...stock, refundId, quantity }, options);
    }
  }
}

type Departure = Extract<
  Change,
  { readonly type: 'licenses-recovered' | 'licenses-retired' | 'licenses-transferred' }
>;

/** Assigned licences that left their contract, or the stock. */
function publishDeparture(context: RecordContext, event: Departure): void {
  const base = { ...stockDataOf(event), picks: [...event.picks] };
  const options = { sequence: event.pool.version };
  switch (event.type) {
    case 'licenses-recovered': {
      const { holder, mode, recoveryId } = event;
      const recovered = { ...base, holder, mode, ...(recoveryId !== undefined && { recoveryId }) };
      return context.publish(licensesRecovered, recovered, options);
    }
    case 'licenses-retired': {
      const { holder, recoveryId, adjustment } = event;
      const of = { ...(holder && { holder }), ...(recoveryId !== undefined && { recoveryId }) };
      return context.publish(licensesRetired, { ...base, ...of, ...(adjustment && { adjustment }) }, options);
    }
    case 'licenses-transferred': {
      const { transferId, toPartnerId } = event;
      return context.publish(licensesTransferred, { ...base, transferId, toPartnerId }, options);
    }
  }
}
