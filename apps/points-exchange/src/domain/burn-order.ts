import type { LotState } from '@reservoir/points-ledger';

/** Points of one lot that an exchange takes. */
export interface Burn {
  readonly lotId: string;
  readonly points: number;
}

/** An exchange takes from this many lots at most, so that its record stays small. */
export const mostBurns = 1000;

/**
 * What to take of each lot for `points` in all (PT-2): fewer, when the lots hold fewer.
 * @param lots in burn order, none of them over
 */
export function burnsOf(lots: readonly LotState[], points: number): readonly Burn[] {
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
