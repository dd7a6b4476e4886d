import { type Instant, type Refusal, type Result, ok } from '@reservoir/kernel';
import type { LicensesTransferred, LotAdded, PoolRanLow } from '../domain/license-pool.events.js';
import type { Pool, PoolKey } from '../domain/pool.js';
import { type TransferLicenses, transfer } from '../domain/transfer.js';
import type { Collections } from './collections.js';
import { keepStock, lotsOf, poolOf } from './stock.js';

/** Both pools after a transfer, and what to tell; nothing when all of it was moved before. */
export interface Transferred {
  readonly from: Pool;
  readonly to: Pool;
  readonly events: readonly (LicensesTransferred | LotAdded | PoolRanLow)[];
}

/** Moves assigned licences of a client to its new partner's pool, once per transfer and old lot (CO-5, invariant 8). */
export function transferLicenses(
  keys: { readonly from: PoolKey; readonly to: PoolKey },
  request: TransferLicenses,
  deps: Collections,
  now: Instant,
): Result<Transferred, Refusal> {
  const [from, to] = [poolOf(deps, keys.from), poolOf(deps, keys.to)];
  const lots = request.lots.filter((lot) => deps.lots.find(lot.to) === undefined); // invariant 8
  if (lots.length === 0) return ok({ from, to, events: [] });
  const picks = lots.map(({ from: lotId, quantity }) => ({ lotId, quantity }));
  const decided = transfer({ pool: from, lots: lotsOf(deps, picks) }, to, { ...request, lots });
  if (!decided.ok) return decided;
  const events = [...keepStock(deps, decided.value.out, now), ...keepStock(deps, decided.value.in, now)];
  return ok({ from: decided.value.out.state.pool, to: decided.value.in.state.pool, events });
}
