import type { Caller } from '../../../domain/caller.js';
import { readableDistributors, visiblePrices } from '../../../domain/price-list.js';
import { type Sold, asSold, isSoldOrIncluded, seesCatalogOf, soldIds } from '../../../domain/sold-catalog.js';
import type { ReadModels } from '../../../read-models.js';
import type { Page, PageRequest } from '../../mongo/page.js';
import type { CatalogKind, CatalogQueries } from '../../mongo/queries/catalog.queries.js';
import type { CatalogVersion, VersionQueries } from '../../mongo/queries/version.queries.js';

/** The queries of every kind of the catalog. */
export type Catalog = { readonly [Kind in CatalogKind]: CatalogQueries<Kind> };

/** The kinds of the platform's own catalog, and of distributors. */
export type ItemKind = 'families' | 'products' | 'modules';
export type OffersKind = 'assortments' | 'prices';

const nothing: Sold = { offers: [] };

/** Reads the catalog as far as it is the caller's to know (CA-6): a thing that is not sold to it answers as an unknown one. */
export class CatalogReader {
  constructor(
    readonly catalog: Catalog,
    readonly versions: VersionQueries,
  ) {}

  /** What decides what the caller sees; undefined when it sees all. */
  async soldTo(caller: Caller): Promise<Sold | undefined> {
    const distributor = seesCatalogOf(caller);
    if (distributor === undefined) return undefined;
    return (await this.catalog.assortments.find(distributor)) ?? nothing;
  }

  async find<Kind extends CatalogKind>(
    kind: Kind,
    id: string,
    caller: Caller,
  ): Promise<ReadModels[Kind] | undefined> {
    const found = await this.catalog[kind].find(id);
    return found && this.#seen(kind, found, caller);
  }

  async list<Kind extends CatalogKind>(
    kind: Kind,
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<ReadModels[Kind]>> {
    const { items, next } = await this.catalog[kind].list(page, await this.#idsSeen(kind, caller));
    const seen = await Promise.all(items.map((item) => this.#seen(kind, item, caller)));
    return { items: seen.flatMap((item) => item ?? []), next };
  }

  /** A version as it was published, as far as the caller sees what is published now. */
  async version(
    kind: CatalogKind,
    id: string,
    number: number,
    caller: Caller,
  ): Promise<CatalogVersion | undefined> {
    if (!(await this.find(kind, id, caller))) return undefined;
    const found = await this.versions.find(kind, id, number);
    if (!found) return undefined;
    const body = await this.#seen(kind, found.body as ReadModels[typeof kind], caller);
    return body && { ...found, body };
  }

  async #seen<Kind extends CatalogKind>(
    kind: Kind,
    item: ReadModels[Kind],
    caller: Caller,
  ): Promise<ReadModels[Kind] | undefined> {
    if (kind === 'assortments' || kind === 'prices') return seenOffers(kind, item, caller);
    const sold = await this.soldTo(caller);
    if (!sold) return item;
    if (kind === 'products') return asSold(item as ReadModels['products'], sold) as typeof item | undefined;
    if (kind === 'modules') return isSoldOrIncluded(item as ReadModels['modules'], sold) ? item : undefined;
    const { id } = item as ReadModels['families'];
    return (await this.#familiesOf(sold)).includes(id) ? item : undefined;
  }

  /** Undefined for all. */
  async #idsSeen(kind: CatalogKind, caller: Caller): Promise<readonly string[] | undefined> {
    if (kind === 'assortments' || kind === 'prices') {
      const readable = readableDistributors(caller);
      return readable === 'all' ? undefined : readable;
    }
    const sold = await this.soldTo(caller);
    if (!sold) return undefined;
    if (kind === 'families') return this.#familiesOf(sold);
    if (kind === 'products') return soldIds(sold);
    const modules = await this.catalog.modules.ofProducts(soldIds(sold));
    return modules.filter((module) => isSoldOrIncluded(module, sold)).map(({ id }) => id);
  }

  async #familiesOf(sold: Sold): Promise<readonly string[]> {
    const products = await this.catalog.products.all(soldIds(sold));
    return products.filter((product) => asSold(product, sold)).map(({ familyId }) => familyId);
  }
}

function seenOffers<Item>(kind: OffersKind, item: Item, caller: Caller): Item | undefined {
  const readable = readableDistributors(caller);
  const { distributorId } = item as { readonly distributorId: string };
  if (readable !== 'all' && !readable.includes(distributorId)) return undefined;
  return kind === 'prices' ? (visiblePrices(item as ReadModels['prices'], caller) as Item) : item;
}
