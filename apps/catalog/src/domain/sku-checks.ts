import type { Term } from '@reservoir/kernel';
import { type CatalogItems, termsOfSku } from './skus.js';
import type { Violation } from './violations.js';

/** What is wrong with naming these terms of this SKU: no such SKU, or not in these terms (CA-1, CA-6). */
export function skuViolations(
  sku: string,
  terms: readonly Term[],
  items: CatalogItems,
  path: string,
): readonly Violation[] {
  const known = termsOfSku(sku, items);
  if (!known)
    return [{ code: 'unknown-sku', rule: 'CA-6', detail: `there is no SKU ${sku}`, path: `${path}.sku` }];
  return terms
    .filter((term) => !known.includes(term))
    .map((term) => ({
      code: 'unknown-term',
      rule: 'CA-1',
      detail: `${sku} does not exist for ${term}`,
      path,
    }));
}
