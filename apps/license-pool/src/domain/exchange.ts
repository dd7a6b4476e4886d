import { type Decided, type Instant, type Refusal, type Result, dayOf, err, ok } from '@reservoir/kernel';
import { addLot } from './add-lot.js';
import type { LotAdded, MintAbandoned } from './license-pool.events.js';
import { exchangeAbandoned } from './license-pool.rejections.js';
import { expiryOf } from './lot.js';
import type { Pool, PoolKey, Stock } from './pool.js';

/** What became of an exchange in the pool: a lot, or the tombstone that keeps a late mint out (PT-4). It never changes. */
export interface Exchange {
  readonly id: string;
  readonly poolId: string;
  /** Null for a tombstone. */
  readonly lotId: string | null;
  readonly version: number;
}

/** An exchange that was minted. */
export type MintedExchange = Exchange & { readonly lotId: string };

/** Make licences of points (PT-4). */
export interface MintLicenses {
  readonly exchangeId: string;
  /** The id that the lot gets. */
  readonly lotId: string;
  readonly distributorId: string;
  readonly quantity: number;
}

/** The exchange, and what its lot changed if it is minted just now. */
export interface Mint {
  readonly exchange: MintedExchange;
  readonly stock?: Stock;
}

/** Mints an exchange once; minted before it stays as it is, and given up it is refused (PT-4, invariant 8). */
export function mint(
  pool: Pool,
  exchange: Exchange | undefined,
  request: MintLicenses,
  now: Instant,
): Result<Decided<Mint, LotAdded>, Refusal> {
  const known = exchange && standing(exchange);
  if (known) return known.ok ? ok({ state: { exchange: known.value }, events: [] }) : known;
  const { exchangeId, lotId, distributorId, quantity } = request;
  const { state, events } = addLot(pool, {
    id: lotId,
    poolId: pool.id,
    provenance: 'points',
    source: { exchangeId },
    contentHash: null,
    distributorId,
    quantity,
    purchasedAt: now,
    expiresAt: expiryOf('points', pool.term, dayOf(now)), // PO-2
  });
  return ok({
    state: { stock: state, exchange: { id: exchangeId, poolId: pool.id, lotId, version: 1 } },
    events,
  });
}

/** Gives an exchange up, unless it is minted: then it stays minted. Answers the same again. (PT-4) */
export function abandon(
  key: PoolKey,
  exchange: Exchange | undefined,
  exchangeId: string,
): Decided<Exchange, MintAbandoned> {
  if (exchange) return { state: exchange, events: [] };
  return {
    state: { id: exchangeId, poolId: key.id, lotId: null, version: 1 },
    events: [{ type: 'mint-abandoned', key, exchangeId }],
  };
}

/** How an exchange stands that was decided before: minted for good, or refused for good. */
export const standing = (exchange: Exchange): Result<MintedExchange, Refusal> =>
  exchange.lotId === null ? err(exchangeAbandoned(exchange.id)) : ok({ ...exchange, lotId: exchange.lotId });
