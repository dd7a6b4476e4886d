import type { Instant } from '@reservoir/kernel';
import { type BurnPosition, inBurnOrder } from '../../domain/burn-order.js';
import { type PointsLot, isOver } from '../../domain/lot.js';

const byExpiry = (a: PointsLot, b: PointsLot): number =>
  a.expiresAt === b.expiresAt ? Number(a.id > b.id) || -1 : a.expiresAt < b.expiresAt ? -1 : 1;

/** What a chunk knows of the lots of one partner: which it has loaded, and how far down the burn order it has read. */
export class PartnerLots {
  readonly ids = new Set<string>();
  /** Documents read in burn order by now: where to read on. */
  read = 0;
  /** The last of them; all open lots that stand before it are loaded. */
  last: BurnPosition | undefined;
  /** True when there are no more of them. */
  exhausted = false;

  /** Lots that may be burnt now, as far as it is sure that none before them is missing. */
  burnable(lots: readonly PointsLot[], now: Instant): readonly PointsLot[] {
    return lots
      .filter((lot) => lot.remaining > 0 && !isOver(lot, now) && this.#isReached(lot))
      .sort(inBurnOrder);
  }

  #isReached(lot: PointsLot): boolean {
    return this.exhausted || (this.last !== undefined && inBurnOrder(lot, this.last) <= 0);
  }
}

/** Lots that are over with points left, the earliest first. */
export const dueOf = (lots: readonly PointsLot[], now: Instant): readonly PointsLot[] =>
  lots.filter((lot) => lot.remaining > 0 && isOver(lot, now)).sort(byExpiry);
