import type { Instant } from '@reservoir/kernel';
import type { Company } from '../domain/facts.js';
import { type PointsOrder, fingerprintOf, grant, lotIdOf } from '../domain/grant.js';
import type { PointsLot } from '../domain/lot.js';
import type { PointsEvent } from '../domain/points.events.js';
import { partnerIsEligible } from '../domain/partner-policies.js';
import { type PointsRejected, orderLineChanged, unknownPartner } from '../domain/points.rejections.js';
import { accountOf, keep } from './keep.js';
import type { Companies, LedgerPorts } from './ports.js';
import { settleExpired } from './settle-expired.js';

/** What becomes of an order line of points. */
export type PurchaseOutcome =
  | { readonly kind: 'accepted'; readonly lotId: string; readonly events: readonly PointsEvent[] }
  /** The same line with the same content was credited before. */
  | { readonly kind: 'duplicate'; readonly lot: PointsLot }
  /** The news that it misses may be on its way: events overtake each other. */
  | { readonly kind: 'missing'; readonly refusal: PointsRejected }
  | {
      readonly kind: 'refused';
      readonly refusal: PointsRejected;
      /** What happened to the partner's points all the same. */
      readonly events: readonly PointsEvent[];
    };

/** Credits an order line of points to its partner, once (PT-1, PT-2, PO-3). */
export function purchasePoints(
  order: PointsOrder,
  ports: LedgerPorts & { readonly companies: Companies },
  now: Instant,
): PurchaseOutcome {
  const lotId = lotIdOf(order);
  const credited = ports.lots.find(lotId);
  if (credited) return creditedBefore(credited, order);
  const missing = missingNews(order.partnerId, ports.companies.find(order.partnerId));
  if (missing) return missing;
  const expired = settleExpired(order.partnerId, ports);
  const granted = grant(accountOf(order.partnerId, ports), order, now);
  if (!granted.ok) return { kind: 'refused', refusal: granted.error, events: expired };
  keep(granted.value.state, ports);
  // A lot that was over before it came expires with its grant.
  const events = [...expired, ...granted.value.events, ...settleExpired(order.partnerId, ports)];
  return { kind: 'accepted', lotId, events };
}

// PO-3
const creditedBefore = (lot: PointsLot, order: PointsOrder): PurchaseOutcome =>
  'fingerprint' in lot.source && lot.source.fingerprint === fingerprintOf(order)
    ? { kind: 'duplicate', lot }
    : { kind: 'refused', refusal: orderLineChanged(order.orderId, order.line), events: [] };

function missingNews(partnerId: string, company: Company | undefined): PurchaseOutcome | undefined {
  if (!company) return { kind: 'missing', refusal: unknownPartner(partnerId) };
  if (company.type !== 'partner') return { kind: 'refused', refusal: unknownPartner(partnerId), events: [] };
  // PT-9. A suspended partner's orders are still credited (CO-6).
  const refusal = partnerIsEligible({ partnerId }, company);
  return refusal && { kind: 'missing', refusal };
}
