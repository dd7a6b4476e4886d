import {
  type Decided,
  type Instant,
  type Result,
  dayOf,
  endOfTerm,
  err,
  idFor,
  ok,
  startOfDay,
} from '@reservoir/kernel';
import type { Account } from './account.js';
import { type Posted, move, post } from './ledger.js';
import type { PointsLot } from './lot.js';
import type { PointsGranted } from './points.events.js';
import { type PointsRejected, balanceTooLarge } from './points.rejections.js';

/** A line of an order of points. */
export interface PointsOrder {
  readonly orderId: string;
  readonly line: string;
  readonly partnerId: string;
  readonly points: number;
  readonly purchasedAt: Instant;
  readonly expiresAt?: Instant | undefined;
  readonly priority?: number | undefined;
}

/** The priority of points that state none: there is room on both sides. */
export const defaultPriority = 100;

/** The lot of an order line: one, always (PO-3). */
export const lotIdOf = ({ orderId, line }: Pick<PointsOrder, 'orderId' | 'line'>): string =>
  idFor('points-purchase', orderId, line);

/** The same for the same content of a line, and for no other. */
export const fingerprintOf = (order: PointsOrder): string =>
  idFor(
    'points-order-line',
    order.partnerId,
    String(order.points),
    order.purchasedAt,
    order.expiresAt ?? '',
    String(order.priority ?? ''),
  );

/** PT-2: 12 months, counted from the day of the credit, to 00:00 UTC. */
export const defaultExpiry = (grantedAt: Instant): Instant => startOfDay(endOfTerm(dayOf(grantedAt), 'Y1'));

/** Credits a lot to a partner (PT-1, PT-2). */
export function grant(
  account: Account,
  order: PointsOrder,
  now: Instant,
): Result<Decided<Posted, PointsGranted>, PointsRejected> {
  if (account.available + account.held > Number.MAX_SAFE_INTEGER - order.points)
    return err(balanceTooLarge(order.points));
  const lot = lotOf(order, now);
  const occasion = { kind: 'grant', reference: lot.id, at: now } as const;
  const posted = post(account, [lot], occasion, move(order.points, 'issued', 'available'));
  return ok({ state: posted, events: [{ type: 'points-granted', ...posted }] });
}

const lotOf = (order: PointsOrder, now: Instant): PointsLot => ({
  id: lotIdOf(order),
  partnerId: order.partnerId,
  source: { orderId: order.orderId, line: order.line, fingerprint: fingerprintOf(order) },
  points: order.points,
  remaining: order.points,
  held: 0,
  spent: 0,
  expired: 0,
  priority: order.priority ?? defaultPriority,
  grantedAt: now,
  expiresAt: order.expiresAt ?? defaultExpiry(now),
  version: 1,
});
