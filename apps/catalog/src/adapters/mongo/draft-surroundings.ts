import type { Aggregates, Chunk, ChunkStore } from '@reservoir/messaging';
import {
  type DraftBodyOf,
  type Family,
  type ItemKind,
  type Product,
  type ProductModule,
  idsNamedBy,
} from '../../domain/catalog-items.js';
import { type Draft, draftIdOf } from '../../domain/draft.js';
import type { Published } from '../../domain/published.js';
import type { OfferReferences } from './offer-references.js';

/** A draft, and what it says where that is known already. */
export interface DraftKey {
  readonly kind: ItemKind;
  readonly id: string;
  readonly body?: DraftBodyOf[ItemKind];
}

interface Stores {
  readonly families: Aggregates<Published<Family>>;
  readonly products: Aggregates<Published<Product>>;
  readonly modules: Aggregates<Published<ProductModule>>;
  readonly drafts: Aggregates<Draft>;
}

/**
 * Loads drafts with all that they are judged by: what was published of the same id, what they name, and who names them. It
 * keeps nothing of its own.
 */
export class DraftSurroundings implements ChunkStore<DraftKey> {
  constructor(
    private readonly stores: Stores,
    private readonly references: OfferReferences,
  ) {}

  async load(chunk: Chunk, keys: readonly DraftKey[]): Promise<void> {
    const { families, products, modules, drafts } = this.stores;
    await drafts.load(chunk, keys.map(draftIdOf));
    const bodies = keys.flatMap((key) => {
      const draft = drafts.find(chunk, draftIdOf(key))?.body;
      return [key.body, draft].flatMap((body) => (body ? [{ kind: key.kind, body }] : []));
    });
    const ids = keys.filter(({ kind }) => kind !== 'families').map(({ id }) => id);
    const named = bodies.flatMap(({ kind, body }) =>
      kind === 'modules' ? [idsNamedBy(body as ProductModule)] : [],
    );
    const familyIds = bodies.flatMap(({ kind, body }) =>
      kind === 'products' ? [(body as Product).familyId] : [],
    );
    const ofFamilies = keys.filter(({ kind }) => kind === 'families').map(({ id }) => id);
    await families.load(chunk, [...ofFamilies, ...familyIds]);
    await modules.load(chunk, [...ids, ...named.flatMap((one) => one.modules)]);
    await this.#loadModulesNaming(chunk, ids);
    // The terms of a module's SKU are those of its products, before and after.
    const before = ids.flatMap((id) => modules.find(chunk, id)?.body.products ?? []);
    await products.load(chunk, [...ids, ...before, ...named.flatMap((one) => one.products)]);
    await this.references.load(chunk, ids);
  }

  save(): Promise<void> {
    return Promise.resolve();
  }

  async #loadModulesNaming(chunk: Chunk, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { modules } = this.stores;
    const filter = { refersTo: { $in: ids } } as object;
    modules.adopt(chunk, await chunk.reads.find(modules.collection, filter));
  }
}
