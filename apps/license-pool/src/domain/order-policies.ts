import type { Instant, Policy, Term } from '@reservoir/kernel';
import { notInAssortment, skuRetired, unknownPartner, wrongDistributor } from './license-pool.rejections.js';

/** What is kept of a partner. */
export interface Partner {
  readonly id: string;
  /** The present one. */
  readonly distributorId: string;
  /** Whose partner it was from when on, the oldest first, 16 at most (CO-4); empty when it never had another one. */
  readonly distributors: readonly { readonly distributorId: string; readonly since: Instant }[];
  readonly version: number;
}

/** What is kept of a distributor's assortment; its id is the distributor's. */
export interface Assortment {
  readonly id: string;
  /** The terms by SKU. */
  readonly offers: Readonly<Record<string, readonly Term[]>>;
  readonly version: number;
}

/** Since when a product or module is sold no longer (CA-8). */
export interface Retirement {
  readonly id: string;
  readonly retiredAt: Instant;
  readonly version: number;
}

/** What of a purchase is judged. */
export interface Order {
  readonly partnerId: string;
  readonly distributorId: string;
  readonly sku: string;
  readonly term: Term;
  readonly purchasedAt: Instant;
}

type OrderPolicy = Policy<[Order, Partner | undefined, Assortment | undefined, (Retirement | undefined)?]>;

// CO-1: only partners have pools.
export const theBuyerIsAPartner: OrderPolicy = (order, partner) =>
  partner ? undefined : unknownPartner(order.partnerId);

/** Whose partner it was at an instant; before all that is known, that of the first distributor that is (CO-4). */
export const distributorAt = ({ distributorId, distributors }: Partner, at: Instant): string =>
  (distributors.findLast(({ since }) => since <= at) ?? distributors[0])?.distributorId ?? distributorId;

// CO-4: the partner's distributor at the time of purchase.
export const theSellerIsThePartnersDistributor: OrderPolicy = (order, partner) =>
  partner && distributorAt(partner, order.purchasedAt) === order.distributorId
    ? undefined
    : wrongDistributor(order.partnerId, order.distributorId);

// CA-6
export const theDistributorSellsTheSku: OrderPolicy = (order, _, assortment) =>
  assortment &&
  Object.hasOwn(assortment.offers, order.sku) &&
  assortment.offers[order.sku]?.includes(order.term)
    ? undefined
    : notInAssortment(order.distributorId, order);

// CA-8: what was bought before the retirement is credited, however late its order comes.
export const whatIsSoldIsNotRetired: OrderPolicy = (order, _, __, retirement) =>
  retirement && retirement.retiredAt <= order.purchasedAt
    ? skuRetired(order, retirement.retiredAt)
    : undefined;

/** What an order must pass. Whatever refuses may be cured by a fact that is still on its way. */
export const orderPolicies = [
  theBuyerIsAPartner,
  theSellerIsThePartnersDistributor,
  theDistributorSellsTheSku,
  whatIsSoldIsNotRetired,
] as const;
