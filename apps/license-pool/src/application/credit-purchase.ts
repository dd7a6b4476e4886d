import { itemIdOf } from '@reservoir/catalog-rules';
import { type Instant, type Refusal, dayOf, firstRefusal } from '@reservoir/kernel';
import { addLot } from '../domain/add-lot.js';
import type { LotAdded, PoolRanLow } from '../domain/license-pool.events.js';
import { orderLineChanged } from '../domain/license-pool.rejections.js';
import { type Lot, expiryOf } from '../domain/lot.js';
import { type Order, orderPolicies } from '../domain/order-policies.js';
import type { PoolKey } from '../domain/pool.js';
import type { Collections } from './collections.js';
import { keepStock, poolOf } from './stock.js';

/** One line of an order, as the order system tells it (PO-3). */
export interface OrderLine extends Order {
  readonly orderId: string;
  readonly line: string;
  readonly quantity: number;
  readonly purchasedAt: Instant;
}

/** An order line to credit. */
export interface Purchase {
  readonly order: OrderLine;
  readonly pool: PoolKey;
  /** The id that the lot gets: the same for the same order line, always. */
  readonly lotId: string;
  /** The same for the same content of the line. */
  readonly contentHash: string;
}

/** What became of an order line; `unready` may be cured by a fact that is still on its way. */
export type PurchaseOutcome =
  | { readonly kind: 'accepted'; readonly lotId: string; readonly events: readonly (LotAdded | PoolRanLow)[] }
  | { readonly kind: 'duplicate'; readonly lot: Lot }
  | { readonly kind: 'changed'; readonly refusal: Refusal }
  | { readonly kind: 'unready'; readonly refusal: Refusal };

/** Credits an order line once: one line makes one lot (PO-3). The hot path: it loads no other lot. */
export function creditPurchase(purchase: Purchase, deps: Collections, now: Instant): PurchaseOutcome {
  const { order, pool, lotId, contentHash } = purchase;
  const known = deps.lots.find(lotId);
  if (known) return repeated(known, purchase);
  const partner = deps.partners.find(order.partnerId);
  const assortment = deps.assortments.find(order.distributorId);
  const retirement = deps.retirements.find(itemIdOf(order.sku));
  const refusal = firstRefusal(orderPolicies, order, partner, assortment, retirement);
  if (refusal) return { kind: 'unready', refusal };
  const added = addLot(poolOf(deps, pool), {
    id: lotId,
    poolId: pool.id,
    provenance: 'purchase',
    source: { orderId: order.orderId, line: order.line },
    contentHash,
    distributorId: order.distributorId,
    quantity: order.quantity,
    purchasedAt: order.purchasedAt,
    expiresAt: expiryOf('purchase', pool.term, dayOf(now)), // PO-2
  });
  return { kind: 'accepted', lotId, events: keepStock(deps, added, now) };
}

/** PO-3: the same content is a no-op, other content is refused. */
function repeated(lot: Lot, { contentHash, order }: Purchase): PurchaseOutcome {
  return lot.contentHash === contentHash
    ? { kind: 'duplicate', lot }
    : { kind: 'changed', refusal: orderLineChanged(order.orderId, order.line) };
}
