import {
  type Decided,
  type Instant,
  type Policy,
  type Refusal,
  type Result,
  err,
  ok,
} from '@reservoir/kernel';
import { picksOf } from './draw-order.js';
import { type OpenPool, drawAll } from './drawing.js';
import type { LicensesAssigned } from './license-pool.events.js';
import { periodOver } from './license-pool.rejections.js';
import { type Stock, moved } from './pool.js';
import type { Holder } from './reservation.js';

/** Assign in one step (CT-4). */
export interface DrawLicenses {
  readonly holder: Holder;
  readonly quantity: number;
  /** How many lots it may touch (PO-4). */
  readonly lotsMost?: number | undefined;
  readonly periodEnd: Instant;
}

// CT-4: who is late would get licences for a period that is over.
export const thePeriodIsNotOver: Policy<[{ readonly periodEnd: Instant }, Instant]> = ({ periodEnd }, now) =>
  now < periodEnd ? undefined : periodOver(periodEnd);

/** Assigns licences in draw order, all or none (CT-4, PO-4). */
export function assign(
  open: OpenPool,
  { holder, periodEnd, ...wanted }: DrawLicenses,
  now: Instant,
): Result<Decided<Stock, LicensesAssigned>, Refusal> {
  const refusal = thePeriodIsNotOver({ periodEnd }, now);
  if (refusal) return err(refusal);
  const drawn = drawAll(open, wanted, now);
  if (!drawn.ok) return drawn;
  const moves = drawn.value.map((portion) => ({ ...portion, from: 'available', to: 'assigned' }) as const);
  const state = moved(open.pool, moves);
  return ok({
    state,
    events: [{ type: 'licenses-assigned', ...state, holder, picks: picksOf(drawn.value) }],
  });
}
