import { inDrawOrder } from '../../domain/draw-order.js';
import type { Lot } from '../../domain/lot.js';

/** Puts a lot into lots that stand in draw order: in place of its earlier state, or at its place; takes it out when it is not open. */
export function place(lots: Lot[], lot: Lot, open: boolean): void {
  const index = placeOf(lots, lot);
  const there = lots[index]?.id === lot.id ? 1 : 0;
  if (open) lots.splice(index, there, lot);
  else lots.splice(index, there);
}

/** The first index at which the lot could stand: by halving. */
function placeOf(lots: readonly Lot[], lot: Lot): number {
  let [low, high] = [0, lots.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = lots[middle];
    if (other && inDrawOrder(other, lot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
