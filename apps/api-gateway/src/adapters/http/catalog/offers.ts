import type { Caller } from '../../../domain/caller.js';
import { readableDistributors } from '../../../domain/price-list.js';
import type { ReadModels } from '../../../read-models.js';
import type { Page } from '../../mongo/page.js';
import type { CatalogQueries } from '../../mongo/queries/catalog.queries.js';
import { type PageQuery, pageRequest } from '../platform/paging.js';

type OffersKind = 'assortments' | 'prices';

/** The assortment or price list of a distributor, if it is the caller's to know (CA-6). */
export async function findOffers<Kind extends OffersKind>(
  offers: CatalogQueries<Kind>,
  caller: Caller,
  distributorId: string,
): Promise<ReadModels[Kind] | undefined> {
  const readable = readableDistributors(caller);
  return readable === 'all' || readable.includes(distributorId) ? offers.find(distributorId) : undefined;
}

/** All assortments or price lists that are the caller's to know (CA-6). */
export async function listOffers<Kind extends OffersKind>(
  offers: CatalogQueries<Kind>,
  caller: Caller,
  query: PageQuery,
): Promise<Page<ReadModels[Kind]>> {
  const readable = readableDistributors(caller);
  return offers.list(pageRequest(query), readable === 'all' ? undefined : readable);
}
