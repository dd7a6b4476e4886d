import type { Instant } from '@reservoir/kernel';
import { type Lot, type Pick, openIn } from './lot.js';

/** A pick with the lot it is taken from. */
export interface Portion {
  readonly lot: Lot;
  readonly quantity: number;
}

/** How many lots one draw touches at most (PO-4): its events and answers name each of them. Whoever asks may allow fewer. */
export const lotsPerDraw = 1000;

/** Draw order: earliest expiry (never is last), then oldest purchase, then id (PO-4). */
export const inDrawOrder = (a: Lot, b: Lot): number =>
  compare(a.expiresAt, b.expiresAt) || compare(a.purchasedAt, b.purchasedAt) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Takes up to `quantity` licences from lots that stand in draw order, from `lotsMost` of them at most; what is over or empty is
 * skipped (PO-4). Gives less where there is less.
 */
export function draw(
  lots: readonly Lot[],
  quantity: number,
  now: Instant,
  lotsMost = lotsPerDraw,
): readonly Portion[] {
  const portions: Portion[] = [];
  let missing = quantity;
  for (const lot of lots) {
    if (missing === 0 || portions.length === lotsMost) break;
    const taken = Math.min(openIn(lot, now), missing);
    if (taken > 0) portions.push({ lot, quantity: taken });
    missing -= taken;
  }
  return portions;
}

/** How many licences the portions hold. */
export const quantityOf = (portions: readonly { readonly quantity: number }[]): number =>
  portions.reduce((sum, { quantity }) => sum + quantity, 0);

/** The picks to remember and publish. */
export const picksOf = (portions: readonly Portion[]): readonly Pick[] =>
  portions.map(({ lot, quantity }) => ({ lotId: lot.id, quantity }));
