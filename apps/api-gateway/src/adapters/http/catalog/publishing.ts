import type { ReadModels } from '../../../read-models.js';
import type { CatalogKind, CatalogQueries } from '../../mongo/queries/catalog.queries.js';
import { Problem } from '../platform/problem.js';

/** The queries of every kind of the catalog. */
export type Catalog = { readonly [Kind in CatalogKind]: CatalogQueries<Kind> };

/** An item of the platform's own catalog, which everybody may read. */
export type CatalogItem = ReadModels['families' | 'products' | 'modules'];

/**
 * The id of a PUT stands in the path; the body may repeat it.
 * @throws Problem id-mismatch
 */
export function requireSameId(ofPath: string, ofBody: string | undefined): void {
  if (ofBody !== undefined && ofBody !== ofPath)
    throw new Problem('id-mismatch', { detail: `The path says ${ofPath}, the body says ${ofBody}.` });
}
