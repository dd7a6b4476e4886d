import type { Burn } from './burn-order.js';
import type { PointsLot } from './lot.js';

/**
 * The lots of some burns, each after a change by its points, in the order of the burns.
 * @throws Error when a lot is missing: a bug.
 */
export function lotsAfter(
  lots: readonly PointsLot[],
  burns: readonly Burn[],
  change: (lot: PointsLot, points: number) => PointsLot,
): readonly PointsLot[] {
  const byId = new Map(lots.map((lot) => [lot.id, lot]));
  return burns.map(({ lotId, points }) => {
    const lot = byId.get(lotId);
    if (!lot) throw new Error(`points lot ${lotId} was not loaded`);
    return change(lot, points);
  });
}
