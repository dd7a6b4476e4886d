import { type Instant, type Result, err, ok, type Refusal } from '@reservoir/kernel';
import type { LicensesRefunded, PoolRanLow } from '../domain/license-pool.events.js';
import type { Pool, PoolKey } from '../domain/pool.js';
import { type Reversal, type TakeBackLicenses, takeBack } from '../domain/reversal.js';
import type { Collections } from './collections.js';
import { keepStock, poolOf } from './stock.js';

/** How a reversal ended: taken back or refused, and the pool after it. */
export interface TakeBackOutcome {
  readonly result: Result<Reversal, Refusal>;
  readonly pool: Pool;
  readonly events: readonly (LicensesRefunded | PoolRanLow)[];
}

/** Takes licences of an exchange back, once per reversal (PT-6); whoever asks again is answered as the first time. */
export function takeBackLicenses(
  key: PoolKey,
  request: TakeBackLicenses & { readonly lotId: string },
  deps: Collections,
  now: Instant,
): TakeBackOutcome {
  const pool = poolOf(deps, key);
  const known = deps.reversals.find(request.reversalId);
  if (known) return { result: standing(known), pool, events: [] };
  const { reversalId: id, exchangeId, quantity } = request;
  const minted = { exchange: deps.exchanges.find(exchangeId), lot: deps.lots.find(request.lotId) };
  const decided = takeBack(pool, minted, request, now);
  const refusal = decided.ok ? null : decided.error;
  const reversal: Reversal = { id, exchangeId, quantity, refusal, version: 1 };
  deps.reversals.save(reversal);
  if (!decided.ok) return { result: standing(reversal), pool, events: [] };
  const events = keepStock(deps, decided.value, now);
  return { result: standing(reversal), pool: decided.value.state.pool, events };
}

const standing = (reversal: Reversal): Result<Reversal, Refusal> =>
  reversal.refusal ? err(reversal.refusal) : ok(reversal);
