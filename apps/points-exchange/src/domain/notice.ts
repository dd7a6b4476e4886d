import type { Instant } from '@reservoir/kernel';
import { isOver } from '@reservoir/points-ledger';
import { type PointsLot, noticeAfter, noticeDueBy } from './lot.js';

/** Points of a lot are about to expire (PT-8). */
export interface PointsExpiring {
  readonly lot: PointsLot;
  /** 60, 30 or 7. */
  readonly daysBefore: number;
  /** When the notice was due (CT-8). */
  readonly dueAt: Instant;
}

/** What a notice leaves behind. */
export interface Noticed {
  readonly lot: PointsLot;
  readonly notice: PointsExpiring | undefined;
}

/**
 * Gives the notice of a lot's expiry that is due (PT-8), once: the next one is that after it. Of several that are late, the
 * latest stands for all; of a lot that is over or empty there is none. Nothing for a notice that was given before.
 */
export function notify(lot: PointsLot | undefined, noticeAt: Instant, now: Instant): Noticed | undefined {
  if (lot?.noticeAt !== noticeAt || now < noticeAt) return undefined;
  const next = { ...lot, noticeAt: noticeAfter(lot.expiresAt, now), version: lot.version + 1 };
  const daysBefore = noticeDueBy(lot.expiresAt, now);
  if (isOver(lot, now) || lot.remaining === 0 || daysBefore === undefined)
    return { lot: next, notice: undefined };
  return { lot: next, notice: { lot: next, daysBefore, dueAt: noticeAt } };
}
