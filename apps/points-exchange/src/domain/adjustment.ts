import { type Decided, type Instant, type Result, err, idFor, ok } from '@reservoir/kernel';
import type { Account } from './account.js';
import { burnsOf, burnt, mostBurns } from './burn-order.js';
import { type Stated, credit, defaultExpiry, defaultPriority, fits } from './grant.js';
import type { Purse } from './hold-points.js';
import { type Posted, movement, post } from './ledger.js';
import { newLot } from './lot.js';
import type { PointsAdjusted, PointsGranted } from './points.events.js';
import {
  type PointsRejected,
  balanceTooLarge,
  expiryPassed,
  pointsShort,
  tooManyLots,
} from './points.rejections.js';

/** Points that the operator gives (CO-10). */
export interface Given extends Stated {
  /** The operation: the same one gives the same lot. */
  readonly id: string;
  readonly partnerId: string;
  readonly points: number;
  /** 12 months when left out (PT-2). */
  readonly expiresAt?: Instant | undefined;
  readonly priority?: number | undefined;
}

/** Grants points by promotion (PT-2, CO-10). */
export function promote(
  account: Account,
  given: Given,
  now: Instant,
): Result<Decided<Posted, PointsGranted>, PointsRejected> {
  const { id, reason, by } = given;
  if (given.expiresAt && given.expiresAt <= now) return err(expiryPassed(given.expiresAt));
  const source = { promotionId: id };
  return credit(
    account,
    { ...termsOf(given, now), id: idFor('points-promotion', id), source },
    { reason, by },
  );
}

const termsOf = ({ partnerId, points, expiresAt, priority }: Given, now: Instant) => ({
  partnerId,
  points,
  priority: priority ?? defaultPriority,
  grantedAt: now,
  expiresAt: expiresAt ?? defaultExpiry(now),
});

/** Adds points that were missing, as a lot of their own, with a reason (CO-10). */
export function adjustUp(
  account: Account,
  given: Given,
  now: Instant,
): Result<Decided<Posted, PointsAdjusted>, PointsRejected> {
  if (given.expiresAt && given.expiresAt <= now) return err(expiryPassed(given.expiresAt));
  if (!fits(account, given.points)) return err(balanceTooLarge(given.points));
  const { id, reason, by, points } = given;
  const lotId = idFor('points-adjustment', id);
  const lot = newLot({ ...termsOf(given, now), id: lotId, source: { adjustmentId: id } });
  const occasion = { kind: 'adjust', reference: id, at: now, reason, by } as const;
  const posted = post(account, [lot], occasion, movement([{ lotId, points }], 'adjustment', 'available'));
  return ok({ state: posted, events: [{ type: 'points-adjusted', ...posted }] });
}

/** Takes points away in burn order, all of them or none, with a reason (CO-10). */
export function adjustDown(
  { account, lots }: Purse,
  { id, points, reason, by }: Stated & { readonly id: string; readonly points: number },
  now: Instant,
): Result<Decided<Posted, PointsAdjusted>, PointsRejected> {
  const burns = burnsOf(lots, points);
  if (burns.length > mostBurns || (burnt(burns) < points && lots.length > mostBurns))
    return err(tooManyLots(mostBurns));
  if (burnt(burns) < points) return err(pointsShort(points, burnt(burns)));
  if (!fits(account, points)) return err(balanceTooLarge(points));
  const occasion = { kind: 'adjust', reference: id, at: now, reason, by } as const;
  const posted = post(account, lots, occasion, movement(burns, 'available', 'adjustment'));
  return ok({ state: posted, events: [{ type: 'points-adjusted', ...posted }] });
}
