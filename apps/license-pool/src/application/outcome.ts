import { type Refusal, type Result, err } from '@reservoir/kernel';
import type { LicensePoolEvent } from '../domain/license-pool.events.js';
import type { Pool } from '../domain/pool.js';
import type { Holder } from '../domain/reservation.js';

/** How a command ended: what to answer, and the facts to publish either way. */
export interface Outcome<T> {
  readonly result: Result<T, Refusal>;
  /** The pool after it; of version 0 while nothing has entered it. */
  readonly pool: Pool;
  readonly events: readonly LicensePoolEvent[];
}

/** A draw or reservation that was refused: published like any other fact. */
export const rejected = (
  refusal: Refusal,
  pool: Pool,
  { holder, quantity }: { readonly holder: Holder; readonly quantity: number },
): Outcome<never> => ({
  result: err(refusal),
  pool,
  events: [{ type: 'reservation-rejected', key: pool, holder, quantity, refusal }],
});
