import { companyId, slug } from '@reservoir/messages';
import { z } from 'zod';
import { Problem, unknown } from '../platform/problem.js';
import type { ItemKind, OffersKind } from './catalog.reader.js';

/** How one of a kind is called, and how the codes of refusals name it. */
export const oneOf = {
  families: 'family',
  products: 'product',
  modules: 'module',
  assortments: 'assortment',
  prices: 'price-list',
} as const satisfies Record<ItemKind | OffersKind, string>;

/** `families` → `Families`, for the names of controllers, which the operation ids of the document are made of. */
export const titleOf = (kind: ItemKind | OffersKind): string => kind.charAt(0).toUpperCase() + kind.slice(1);

/** How paths name one of a kind: items by their id, what a distributor offers by the distributor's. */
export function pathOf(kind: ItemKind | OffersKind) {
  const key = kind === 'assortments' || kind === 'prices' ? 'distributorId' : 'id';
  const params = z.object({ [key]: key === 'id' ? slug : companyId });
  const idOf = (of: Readonly<Record<string, unknown>>): string => String(of[key]);
  return { key, params, idOf };
}

/** Names a class that a function has made. */
export const named = <Class extends object>(name: string, made: Class): Class =>
  Object.defineProperty(made, 'name', { value: name });

/**
 * What was found.
 * @throws Problem `unknown-product` … when there is nothing, or nothing that is the caller's to see (CO-8, CA-6)
 */
export function required<Found>(found: Found | undefined, kind: ItemKind | OffersKind): Found {
  if (found === undefined) throw unknown(oneOf[kind]);
  return found;
}

/**
 * The id of a PUT stands in the path; the body may repeat it.
 * @throws Problem id-mismatch
 */
export function requireSameId(ofPath: string, ofBody: string | undefined): void {
  if (ofBody !== undefined && ofBody !== ofPath)
    throw new Problem('id-mismatch', { detail: `The path says ${ofPath}, the body says ${ofBody}.` });
}
