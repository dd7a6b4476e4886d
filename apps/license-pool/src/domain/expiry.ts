import type { Decided, Instant } from '@reservoir/kernel';
import type { LotExpired } from './license-pool.events.js';
import { type Lot, isOver } from './lot.js';
import { type Pool, type Stock, moved } from './pool.js';

/** Marks what is left of a lot that is over as expired (PO-2). Nothing while it is not, or when nothing is left. */
export function expire(pool: Pool, lot: Lot, now: Instant): Decided<Stock, LotExpired> {
  const quantity = lot.counts.available;
  if (quantity === 0 || !isOver(lot, now)) return { state: { pool, lots: [lot] }, events: [] };
  const state = moved(pool, [{ lot, quantity, from: 'available', to: 'expired' }]);
  return { state, events: [{ type: 'lot-expired', ...state }] };
}
