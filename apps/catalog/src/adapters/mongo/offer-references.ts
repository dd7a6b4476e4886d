import { itemIdOf } from '@reservoir/catalog-rules';
import type { Term } from '@reservoir/kernel';
import type { Aggregates, Chunk } from '@reservoir/messaging';
import type { OfferReference } from '../../domain/offer-references.js';
import type { Assortment, PriceList } from '../../domain/offers.js';
import type { Published } from '../../domain/published.js';

/** Documents of each kind that are looked at for one item: what refers to it is told, and need not be told whole. */
const mostDistributors = 200;

interface Named {
  readonly _id: string;
  readonly offers: readonly { readonly sku: string; readonly terms: readonly Term[] }[];
}

/** What assortments and price lists name, by product or module. A chunk looks it up once, and sees what was committed. */
export class OfferReferences {
  constructor(
    private readonly assortments: Aggregates<Published<Assortment>>,
    private readonly prices: Aggregates<Published<PriceList>>,
  ) {}

  async load(chunk: Chunk, ids: readonly string[]): Promise<void> {
    const known = this.#known(chunk);
    for (const id of new Set(ids))
      if (!known.has(id)) known.set(id, await chunk.reads.alone(async () => this.#read(chunk, id)));
  }

  /** @throws Error when the id stood in no needs. */
  find(chunk: Chunk, id: string): readonly OfferReference[] {
    const found = this.#known(chunk).get(id);
    if (!found) throw new Error(`references to ${id} were not loaded: name it in the needs`);
    return found;
  }

  async #read(chunk: Chunk, id: string): Promise<readonly OfferReference[]> {
    const offers = (input: unknown, terms: unknown) => [
      { $match: { refersTo: id } },
      { $sort: { _id: 1 } as const },
      { $limit: mostDistributors },
      { $project: { offers: { $setUnion: [{ $map: { input, in: { sku: '$$this.sku', terms } } }] } } },
    ];
    const { session } = chunk;
    const offered = await this.assortments.collection
      .aggregate<Named>(offers('$body.offers', '$$this.terms'), { session })
      .toArray();
    const prices = { $concatArrays: ['$body.money', '$body.points'] };
    const priced = await this.prices.collection
      .aggregate<Named>(offers(prices, ['$$this.term']), { session })
      .toArray();
    return [...referencesOf('assortments', offered, id), ...referencesOf('prices', priced, id)];
  }

  #known(chunk: Chunk): Map<string, readonly OfferReference[]> {
    return chunk.stateOf(
      this,
      () => new Map<string, readonly OfferReference[]>(),
      (below) => new Map(below),
    );
  }
}

/** One reference for each SKU of the item, with all its terms. */
function referencesOf(
  kind: OfferReference['kind'],
  documents: readonly Named[],
  id: string,
): readonly OfferReference[] {
  const terms = new Map<string, Set<Term>>();
  for (const { _id, offers } of documents)
    for (const offer of offers)
      if (itemIdOf(offer.sku) === id) {
        const key = `${_id} ${offer.sku}`;
        const known = terms.get(key) ?? new Set();
        offer.terms.forEach((term) => known.add(term));
        terms.set(key, known);
      }
  return [...terms].map(([key, named]) => {
    const [distributorId = '', sku = ''] = key.split(' ');
    return { kind, distributorId, sku, terms: [...named].sort() };
  });
}
