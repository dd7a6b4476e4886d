import { type Caller, isOperator } from './caller.js';

/** The parts of a price list that differ by tier. */
export interface PriceList {
  readonly distributorId: string;
  readonly money: readonly { readonly tier: string | null }[];
  readonly pointsDiscounts: readonly { readonly tier: string }[];
}

/**
 * The distributors whose assortment and prices the caller may read (CA-6): a distributor its own, a partner its
 * distributor's, a customer none, the operator all.
 */
export function readableDistributors(caller: Caller): 'all' | readonly string[] {
  if (isOperator(caller)) return 'all';
  if (caller.company === null || caller.company.type === 'customer') return [];
  return [caller.company.distributorId];
}

/** A price list as a caller sees it: a partner does not learn what other tiers pay (CA-6, CA-7). */
export function visiblePrices<List extends PriceList>(list: List, caller: Caller): List {
  if (caller.company?.type !== 'partner') return list;
  const { tier } = caller.company;
  return {
    ...list,
    money: list.money.filter((price) => price.tier === null || price.tier === tier),
    pointsDiscounts: list.pointsDiscounts.filter((discount) => discount.tier === tier),
  };
}
