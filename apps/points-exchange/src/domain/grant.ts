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
import { type Posted, movement, post } from './ledger.js';
import { type LotTerms, newLot } from './lot.js';
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

/** Credits an order line to a partner (PT-1, PT-2). */
export function grant(
  account: Account,
  order: PointsOrder,
  now: Instant,
): Result<Decided<Posted, PointsGranted>, PointsRejected> {
  const { orderId, line, partnerId, points } = order;
  return credit(account, {
    id: lotIdOf(order),
    partnerId,
    source: { orderId, line, fingerprint: fingerprintOf(order) },
    points,
    priority: order.priority ?? defaultPriority,
    grantedAt: now,
    expiresAt: order.expiresAt ?? defaultExpiry(now),
  });
}

/** Who gives points, and why (CO-10). */
export interface Stated {
  readonly reason: string;
  readonly by: string;
}

/** Credits a lot to a partner (PT-1, PT-2). @param stated by whom and why, unless it was bought */
export function credit(
  account: Account,
  terms: LotTerms,
  stated?: Stated,
): Result<Decided<Posted, PointsGranted>, PointsRejected> {
  if (!fits(account, terms.points)) return err(balanceTooLarge(terms.points));
  const occasion = { kind: 'grant', reference: terms.id, at: terms.grantedAt, ...stated } as const;
  const parts = [{ lotId: terms.id, points: terms.points }];
  const posted = post(account, [newLot(terms)], occasion, movement(parts, 'issued', 'available'));
  return ok({ state: posted, events: [{ type: 'points-granted', ...posted }] });
}

/** PT-1: whether all that was ever issued to the partner, and these, can be counted exactly. */
export const fits = ({ issued, adjustment }: Account, points: number): boolean =>
  Math.abs(issued) + Math.abs(adjustment) <= Number.MAX_SAFE_INTEGER - points;
