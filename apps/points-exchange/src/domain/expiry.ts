import { type Instant, later } from '@reservoir/kernel';
import type { Account } from './account.js';
import { movement, post } from './ledger.js';
import type { PointsLot } from './lot.js';
import type { PointsExpired } from './points.events.js';

/**
 * Expires what remains of lots that are over (PT-5): one transaction for each instant of expiry, in that order, and dated
 * at it however late it is found (CT-8), but never before the transaction that stands before it.
 * @param due lots of the account that are over, with points left
 */
export function expireLots(account: Account, due: readonly PointsLot[]): readonly PointsExpired[] {
  const events: PointsExpired[] = [];
  let current = account;
  for (const [at, lots] of byExpiry(due)) {
    const parts = lots.map(({ id: lotId, remaining: points }) => ({ lotId, points }));
    const occasion = { kind: 'expire', reference: at, at } as const;
    const posted = post(current, lots, occasion, movement(parts, 'available', 'expired'));
    events.push({ type: 'points-expired', ...posted });
    current = posted.account;
  }
  return events;
}

/** A lot that was over before it was granted expires with its grant. */
const expiryOf = ({ expiresAt, grantedAt }: PointsLot): Instant => later(expiresAt, grantedAt);

function byExpiry(lots: readonly PointsLot[]): readonly (readonly [Instant, readonly PointsLot[]])[] {
  const groups = new Map<Instant, PointsLot[]>();
  for (const lot of lots) groups.set(expiryOf(lot), [...(groups.get(expiryOf(lot)) ?? []), lot]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
