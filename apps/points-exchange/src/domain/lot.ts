import type { Instant } from '@reservoir/kernel';

/** Points that were credited together (PT-2): `points` is always the sum of the four counts. */
export interface PointsLot {
  readonly id: string;
  readonly partnerId: string;
  /** The order line that it came from, with a fingerprint of what the line said. */
  readonly source: { readonly orderId: string; readonly line: string; readonly fingerprint: string };
  readonly points: number;
  /** Neither held nor burnt nor expired. */
  readonly remaining: number;
  readonly held: number;
  readonly spent: number;
  readonly expired: number;
  /** Lower burns first, 0 to 1000. */
  readonly priority: number;
  readonly grantedAt: Instant;
  /** Over at this instant itself (PT-3). */
  readonly expiresAt: Instant;
  readonly version: number;
}

/** True from the instant of the expiry on, marked or not (PT-3). */
export const isOver = ({ expiresAt }: Pick<PointsLot, 'expiresAt'>, now: Instant): boolean =>
  expiresAt <= now;

/** Points that wait for the answer of the pool. */
export const hold = (lot: PointsLot, points: number): PointsLot =>
  changed(lot, { remaining: -points, held: points });

/** Held points that became licences. */
export const spend = (lot: PointsLot, points: number): PointsLot =>
  changed(lot, { held: -points, spent: points });

/** Held points that come back; into a lot that is over they expire (PT-5). */
export const release = (lot: PointsLot, points: number, now: Instant): PointsLot =>
  changed(lot, { held: -points, [isOver(lot, now) ? 'expired' : 'remaining']: points });

/** What is neither held nor burnt expires (PT-5). */
export const expire = (lot: PointsLot): PointsLot =>
  changed(lot, { remaining: -lot.remaining, expired: lot.remaining });

type Counts = Pick<PointsLot, 'remaining' | 'held' | 'spent' | 'expired'>;

/** @throws Error when a count would be negative (invariant 7): a bug. */
function changed(lot: PointsLot, by: Partial<Counts>): PointsLot {
  const counts: Counts = {
    remaining: lot.remaining + (by.remaining ?? 0),
    held: lot.held + (by.held ?? 0),
    spent: lot.spent + (by.spent ?? 0),
    expired: lot.expired + (by.expired ?? 0),
  };
  if (Object.values(counts).some((points) => points < 0))
    throw new Error(`PT-1 points lot ${lot.id}: ${JSON.stringify(counts)}`);
  return { ...lot, ...counts, version: lot.version + 1 };
}
