import { setImmediate as turn } from 'node:timers/promises';
import { itemIdOf } from '@reservoir/catalog-rules';
import type { CatalogPorts, References } from '../application/publications.js';
import type { ProductModule } from '../domain/catalog-items.js';
import type { OfferReference } from '../domain/offer-references.js';
import type { Assortment, PriceList } from '../domain/offers.js';
import type { Published } from '../domain/published.js';
import type { CatalogUnitOfWork } from './catalog-suite.js';

const kinds = [
  ...['families', 'products', 'modules', 'assortments', 'prices'],
  ...['companies', 'drafts', 'versions'],
];

interface Draft {
  readonly seen: ReadonlyMap<string, unknown>;
  readonly written: Map<string, unknown>;
}

/** The catalog in memory, with the conflicts that a database has: what was written must not have changed since it was read. */
export function memoryCatalog(): CatalogUnitOfWork {
  const documents = new Map<string, unknown>();
  const attempt = async <T>(
    decide: (ports: CatalogPorts) => T,
  ): Promise<{ readonly value: T } | undefined> => {
    const draft: Draft = { seen: new Map(documents), written: new Map() };
    await turn();
    const value = decide(portsOver(draft));
    await turn();
    if ([...draft.written.keys()].some((key) => documents.get(key) !== draft.seen.get(key))) return undefined;
    for (const [key, state] of draft.written) documents.set(key, state);
    return { value };
  };
  return async (_needs, decide) => {
    for (;;) {
      const done = await attempt(decide);
      if (done) return done.value;
    }
  };
}

/** Ports over one map of their own, for whoever needs no conflicts. */
export const memoryPorts = (): CatalogPorts => portsOver({ seen: new Map(), written: new Map() });

function portsOver({ seen, written }: Draft): CatalogPorts {
  const all = <Kind extends keyof Naming>(kind: Kind): readonly Naming[Kind][] =>
    [...new Map([...seen, ...written])]
      .filter(([key]) => key.startsWith(`${kind} `))
      .map(([, state]) => state as Naming[Kind]);
  const ports = kinds.map((kind) => [
    kind,
    {
      find: (id: string) => written.get(`${kind} ${id}`) ?? seen.get(`${kind} ${id}`),
      save: (state: { readonly id: string }) => void written.set(`${kind} ${state.id}`, state),
    },
  ]);
  const collections = Object.fromEntries(ports) as unknown as Omit<CatalogPorts, 'references'>;
  return { ...collections, references: referencesIn(all) };
}

/** What the kinds that name others hold. */
interface Naming {
  readonly modules: Published<ProductModule>;
  readonly assortments: Published<Assortment>;
  readonly prices: Published<PriceList>;
}

type All = <Kind extends keyof Naming>(kind: Kind) => readonly Naming[Kind][];

const referencesIn = (all: All): References => ({
  modulesNaming: (id) =>
    all('modules')
      .filter(({ refersTo }) => refersTo?.includes(id))
      .map(({ body }) => body),
  offersOf: (id) =>
    [
      ...all('assortments').flatMap(({ body }) =>
        body.offers.map((offer) => ({
          kind: 'assortments' as const,
          ...offer,
          distributorId: body.distributorId,
        })),
      ),
      ...all('prices').flatMap(({ body }) => pricedBy(body)),
    ].filter(({ sku }) => itemIdOf(sku) === id),
});

/** One reference for each SKU, with all its terms. */
function pricedBy({ distributorId, money, points }: PriceList): readonly OfferReference[] {
  const prices = [...money, ...points];
  return [...new Set(prices.map(({ sku }) => sku))].map((sku) => ({
    kind: 'prices',
    distributorId,
    sku,
    terms: [...new Set(prices.filter((price) => price.sku === sku).map(({ term }) => term))].sort(),
  }));
}

/** The same ports for every chunk, for controllers. */
export const everyChunk = (ports: CatalogPorts) => ({ in: () => ports });
