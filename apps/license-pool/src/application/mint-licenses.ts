import { type Instant, ok } from '@reservoir/kernel';
import { type MintLicenses, type MintedExchange, abandon, mint, standing } from '../domain/exchange.js';
import type { PoolKey } from '../domain/pool.js';
import type { Collections } from './collections.js';
import type { Outcome } from './outcome.js';
import { keepStock, poolOf } from './stock.js';

/** Makes a lot of points, once per exchange (PT-4, invariant 8). */
export function mintLicenses(
  key: PoolKey,
  request: MintLicenses,
  deps: Collections,
  now: Instant,
): Outcome<MintedExchange> {
  const pool = poolOf(deps, key);
  const decided = mint(pool, deps.exchanges.find(request.exchangeId), request, now);
  if (!decided.ok) return { result: decided, pool, events: [] };
  const { stock, exchange } = decided.value.state;
  if (!stock) return { result: ok(exchange), pool, events: [] };
  const events = keepStock(deps, { state: stock, events: decided.value.events }, now);
  deps.exchanges.save(exchange);
  return { result: ok(exchange), pool: stock.pool, events };
}

/** Gives an exchange up unless it is minted: a late mint is refused then (PT-4). */
export function abandonMint(key: PoolKey, exchangeId: string, deps: Collections): Outcome<MintedExchange> {
  const { state, events } = abandon(key, deps.exchanges.find(exchangeId), exchangeId);
  if (events.length > 0) deps.exchanges.save(state);
  return { result: standing(state), pool: poolOf(deps, key), events };
}
