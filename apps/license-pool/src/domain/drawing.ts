import {
  type Instant,
  type Policy,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
} from '@reservoir/kernel';
import { type Portion, draw, lotsPerDraw, quantityOf } from './draw-order.js';
import { drawTooScattered, poolShort } from './license-pool.rejections.js';
import { type Lot, openIn } from './lot.js';
import type { Pool } from './pool.js';

/** A pool with its open lots in draw order, as far as the draw needs them. */
export interface OpenPool {
  readonly pool: Pool;
  readonly lots: readonly Lot[];
  /** False when the pool has open lots behind these. */
  readonly complete: boolean;
}

/** A draw as far as it got. */
interface Attempt {
  readonly open: OpenPool;
  readonly asked: number;
  readonly portions: readonly Portion[];
  readonly lotsMost: number;
}

/** How many licences, of at most how many lots; of `lotsPerDraw` when left out. */
export interface Wanted {
  readonly quantity: number;
  readonly lotsMost?: number | undefined;
}

type DrawPolicy = Policy<[Attempt, Instant]>;

// PO-4: all or nothing.
export const thePoolCoversTheQuantity: DrawPolicy = ({ open, asked, portions }, now) => {
  if (quantityOf(portions) === asked || !open.complete) return undefined;
  const available = open.lots.reduce((sum, lot) => sum + openIn(lot, now), 0);
  return available < asked ? poolShort(open.pool, asked, available) : undefined;
};

// PO-4: the events of a draw name every lot that it touches.
export const theDrawTouchesFewLots: DrawPolicy = ({ open, asked, portions, lotsMost }) => {
  const drawn = quantityOf(portions);
  return drawn < asked && portions.length === lotsMost
    ? drawTooScattered(open.pool, asked, drawn, lotsMost)
    : undefined;
};

/** What every draw and reservation must pass. */
export const drawPolicies = [thePoolCoversTheQuantity, theDrawTouchesFewLots] as const;

/**
 * All of the quantity in draw order, or the refusal (PO-4).
 * @throws Error when fewer lots were given than the draw needs: a bug of whoever loaded them.
 */
export function drawAll(
  open: OpenPool,
  { quantity: asked, lotsMost = lotsPerDraw }: Wanted,
  now: Instant,
): Result<readonly Portion[], Refusal> {
  const portions = draw(open.lots, asked, now, lotsMost);
  const refusal = firstRefusal(drawPolicies, { open, asked, portions, lotsMost }, now);
  if (refusal) return err(refusal);
  if (quantityOf(portions) < asked) throw new Error(`too few open lots of pool ${open.pool.id} were loaded`);
  return ok(portions);
}
