import type { PointsLot } from './lot.js';

/** Points of one lot that an exchange takes. */
export interface Burn {
  readonly lotId: string;
  readonly points: number;
}

/** An exchange takes from this many lots at most, so that its record stays small. */
export const mostBurns = 1000;

/** Where a lot stands in the burn order. */
export type BurnPosition = Pick<PointsLot, 'priority' | 'expiresAt' | 'grantedAt' | 'id'>;

/** PT-2: lowest priority number first, then earliest expiry, then oldest; then id, so that the order is whole. */
export const inBurnOrder = (a: BurnPosition, b: BurnPosition): number =>
  a.priority - b.priority ||
  compare(a.expiresAt, b.expiresAt) ||
  compare(a.grantedAt, b.grantedAt) ||
  compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * What to take of each lot for `points` in all (PT-2): fewer, when the lots hold fewer.
 * @param lots in burn order, none of them over
 */
export function burnsOf(lots: readonly PointsLot[], points: number): readonly Burn[] {
  const burns: Burn[] = [];
  let wanted = points;
  for (const lot of lots) {
    if (wanted === 0) break;
    const taken = Math.min(wanted, lot.remaining);
    if (taken > 0) burns.push({ lotId: lot.id, points: taken });
    wanted -= taken;
  }
  return burns;
}

/** The points of all burns together. */
export const burnt = (burns: readonly Burn[]): number => burns.reduce((sum, { points }) => sum + points, 0);
