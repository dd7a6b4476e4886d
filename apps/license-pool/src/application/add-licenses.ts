import { itemIdOf } from '@reservoir/catalog-rules';
import { type Instant, type Refusal, type Result, dayOf, err, firstRefusal, ok } from '@reservoir/kernel';
import { addLot } from '../domain/add-lot.js';
import { expiryIsOver, unknownPartner } from '../domain/license-pool.rejections.js';
import { expiryOf } from '../domain/lot.js';
import { orderPolicies } from '../domain/order-policies.js';
import type { PoolKey } from '../domain/pool.js';
import type { Collections } from './collections.js';
import type { Outcome } from './outcome.js';
import { keepStock, poolOf } from './stock.js';

/** Licences that nobody ordered: an operator gives them, and says why (CO-10). */
export interface AddLicenses {
  readonly operationId: string;
  /** The id that the lot gets. */
  readonly lotId: string;
  readonly provenance: 'promotion' | 'adjustment';
  readonly quantity: number;
  readonly reason: string;
  /** As stated (PO-2); left out, they expire as bought ones do. */
  readonly expiresAt?: Instant;
}

/** Adds a lot of a promotion or an adjustment (PO-1). */
export function addLicenses(
  key: PoolKey,
  request: AddLicenses,
  deps: Collections,
  now: Instant,
): Outcome<{ readonly lotId: string }> {
  const pool = poolOf(deps, key);
  const { operationId, lotId, provenance, quantity, reason } = request;
  const expiresAt = request.expiresAt ?? expiryOf('purchase', key.term, dayOf(now)); // PO-2
  const distributor = distributorOf(key, deps, now);
  if (!distributor.ok) return { result: distributor, pool, events: [] };
  if (expiresAt <= now) return { result: err(expiryIsOver(expiresAt)), pool, events: [] };
  const lot = {
    id: lotId,
    poolId: key.id,
    provenance,
    source: { operationId },
    contentHash: null,
    distributorId: distributor.value,
    quantity,
    purchasedAt: now,
    expiresAt,
  };
  const added = addLot(pool, lot, reason);
  return { result: ok({ lotId }), pool: added.state.pool, events: keepStock(deps, added, now) };
}

/** The present distributor of the partner, if it would sell the SKU for the term: the licences are judged like an order (CA-6, CA-8). */
function distributorOf(key: PoolKey, deps: Collections, now: Instant): Result<string, Refusal> {
  const partner = deps.partners.find(key.partnerId);
  if (!partner) return err(unknownPartner(key.partnerId));
  const { distributorId } = partner;
  const order = { ...key, distributorId, purchasedAt: now };
  const retirement = deps.retirements.find(itemIdOf(key.sku));
  const refusal = firstRefusal(
    orderPolicies,
    order,
    partner,
    deps.assortments.find(distributorId),
    retirement,
  );
  return refusal ? err(refusal) : ok(distributorId);
}
