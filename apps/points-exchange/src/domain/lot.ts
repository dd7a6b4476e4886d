import { type Instant, plusMs } from '@reservoir/kernel';
import type { LotState } from '@reservoir/points-ledger';

/** Where points came from. */
export type LotSource =
  /** An order line, with a fingerprint of what the line said. */
  | { readonly orderId: string; readonly line: string; readonly fingerprint: string }
  | { readonly promotionId: string }
  | { readonly adjustmentId: string };

/** Points that were credited together (PT-2). */
export interface PointsLot extends LotState {
  readonly partnerId: string;
  readonly source: LotSource;
  /** When its partner is told next that they expire (PT-8); null when it never is again. */
  readonly noticeAt: Instant | null;
  readonly version: number;
}

/** What a new lot is, before the transaction that brings its points. */
export type LotTerms = Pick<
  PointsLot,
  'id' | 'partnerId' | 'source' | 'points' | 'priority' | 'grantedAt' | 'expiresAt'
>;

/** A lot that has no points yet. Its members are named: adding seven to a copy takes ten times as long. */
export const newLot = (terms: LotTerms): PointsLot => ({
  id: terms.id,
  partnerId: terms.partnerId,
  source: terms.source,
  points: terms.points,
  priority: terms.priority,
  grantedAt: terms.grantedAt,
  expiresAt: terms.expiresAt,
  remaining: 0,
  held: 0,
  spent: 0,
  expired: 0,
  adjusted: 0,
  noticeAt: noticeAfter(terms.expiresAt, terms.grantedAt),
  version: 0,
});

/** PT-8: how many days before their expiry a partner is told of points. */
export const noticeDays = [60, 30, 7] as const;

const dayMs = 86_400_000;
const noticeOf = (expiresAt: Instant, days: number): Instant => plusMs(expiresAt, -days * dayMs);

/** PT-8: the next notice of an expiry that is due after an instant; null after the last. */
export function noticeAfter(expiresAt: Instant, now: Instant): Instant | null {
  for (const days of noticeDays) {
    const at = noticeOf(expiresAt, days);
    if (at > now) return at;
  }
  return null;
}

/** PT-8: of how many days before the expiry the latest notice is that is due by now; nothing before the first. */
export const noticeDueBy = (expiresAt: Instant, now: Instant): number | undefined =>
  noticeDays.findLast((days) => noticeOf(expiresAt, days) <= now);
