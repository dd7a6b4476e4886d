import type { Term } from '@reservoir/kernel';
import { type CatalogItems, termsOfSku } from './skus.js';
import type { Violation } from './violations.js';

/** That a distributor offers or prices a SKU for some terms. */
export interface OfferReference {
  readonly kind: 'assortments' | 'prices';
  readonly distributorId: string;
  readonly sku: string;
  readonly terms: readonly Term[];
}

/**
 * What a publication leaves dangling in assortments and price lists (CA-6, CA-7). It is no reason to refuse it: they belong
 * to their distributors, who are told; and what is not in the catalog is sold by nobody.
 * @param items the catalog as it will be
 */
export const danglingOffers = (
  references: readonly OfferReference[],
  items: CatalogItems,
): readonly Violation[] =>
  references.flatMap(({ kind, distributorId, sku, terms }) => {
    const known = termsOfSku(sku, items);
    const gone = terms.filter((term) => !known?.includes(term));
    if (known && gone.length === 0) return [];
    const what = known ? `${sku} for ${gone.join(', ')}` : sku;
    return [
      {
        code: known ? 'unknown-term' : 'unknown-sku',
        rule: kind === 'prices' ? 'CA-7' : 'CA-6',
        detail: `the ${kind} of ${distributorId} name ${what}, which will not be there`,
        path: `${kind}/${distributorId}`,
      },
    ];
  });
