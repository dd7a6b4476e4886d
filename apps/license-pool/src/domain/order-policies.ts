import type { Policy, Term } from '@reservoir/kernel';
import { notInAssortment, unknownPartner, wrongDistributor } from './license-pool.rejections.js';

/** What is kept of a partner. */
export interface Partner {
  readonly id: string;
  readonly distributorId: string;
  readonly version: number;
}

/** What is kept of a distributor's assortment; its id is the distributor's. */
export interface Assortment {
  readonly id: string;
  /** The terms by SKU. */
  readonly offers: Readonly<Record<string, readonly Term[]>>;
  readonly version: number;
}

/** What of a purchase is judged. */
export interface Order {
  readonly partnerId: string;
  readonly distributorId: string;
  readonly sku: string;
  readonly term: Term;
}

type OrderPolicy = Policy<[Order, Partner | undefined, Assortment | undefined]>;

// CO-1: only partners have pools.
export const theBuyerIsAPartner: OrderPolicy = (order, partner) =>
  partner ? undefined : unknownPartner(order.partnerId);

// CO-4: the partner's distributor at the time of purchase. While no partner can change its distributor, it is the present one.
export const theSellerIsThePartnersDistributor: OrderPolicy = (order, partner) =>
  partner?.distributorId === order.distributorId
    ? undefined
    : wrongDistributor(order.partnerId, order.distributorId);

// CA-6
export const theDistributorSellsTheSku: OrderPolicy = (order, _, assortment) =>
  assortment &&
  Object.hasOwn(assortment.offers, order.sku) &&
  assortment.offers[order.sku]?.includes(order.term)
    ? undefined
    : notInAssortment(order.distributorId, order);

/** What an order must pass. Whatever refuses may be cured by a fact that is still on its way. */
export const orderPolicies = [
  theBuyerIsAPartner,
  theSellerIsThePartnersDistributor,
  theDistributorSellsTheSku,
] as const;
