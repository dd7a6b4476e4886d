import {
  assortmentBody,
  draftState,
  familyBody,
  itemKinds,
  moduleBody,
  moduleDraftBody,
  pricesBody,
  productBody,
  productDraftBody,
  slug,
  time,
  version,
} from '@reservoir/messages';
import { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';
import type { CatalogKind } from '../../mongo/queries/catalog.queries.js';
import type { CatalogVersion } from '../../mongo/queries/version.queries.js';
import type { ItemKind } from './catalog.reader.js';
import * as example from './catalog.examples.js';

const retiredAt = time.nullable().optional().describe('Since when it is sold no longer (CA-8)');

/** What is published of each kind, with its version. */
export const catalogViews = {
  families: familyBody.extend({ version }).meta({ id: 'Family', examples: [example.family] }),
  products: productBody.extend({ version, retiredAt }).meta({ id: 'Product', examples: [example.product] }),
  modules: moduleBody.extend({ version, retiredAt }).meta({ id: 'Module', examples: [example.module] }),
  assortments: assortmentBody.extend({ version }).meta({ id: 'Assortment', examples: [example.assortment] }),
  prices: pricesBody.extend({ version }).meta({ id: 'Prices', examples: [example.prices] }),
} as const satisfies Record<CatalogKind, z.ZodType>;

/** What a draft says of each kind; the path names it, so that the body need not. */
export const draftBodies = {
  families: familyBody.partial({ id: true }),
  products: productDraftBody.partial({ id: true }),
  modules: moduleDraftBody.partial({ id: true }),
} as const;

const { id: _id, ...state } = draftState;

/** What is to be published, as it was judged last. */
export const draftView = z
  .object({
    kind: z.enum(itemKinds),
    id: slug,
    ...state,
    body: z.union([familyBody, productDraftBody, moduleDraftBody]).nullable(),
  })
  .meta({ id: 'CatalogDraft', examples: [example.draft] });

/** A draft as the API shows it. */
export function viewOfDraft(draft: ReadModels['catalog-drafts']): z.input<typeof draftView> {
  const { id: _, itemId, version: revision, ...rest } = draft;
  return { ...rest, id: itemId, revision };
}

/** The diff of a draft against the version that it was made on. */
export const diffView = draftView
  .pick({ kind: true, id: true, revision: true, basedOn: true, changes: true, warnings: true })
  .meta({ id: 'CatalogDiff', examples: [example.diff] });

export const viewOfDiff = (draft: ReadModels['catalog-drafts']): z.input<typeof diffView> => {
  const { kind, id, revision, basedOn, changes, warnings } = viewOfDraft(draft);
  return { kind, id, revision, basedOn, changes, warnings };
};

const published = { number: version, publishedAt: time, publishedBy: z.string() };

/** That a version was published. */
export const versionSummary = z.object(published).meta({ id: 'CatalogVersion', examples: [example.version] });

/** A version as it was published, which never changes. */
export const versionView = (kind: CatalogKind) =>
  z.object({
    ...published,
    body:
      kind in draftBodies
        ? { families: familyBody, products: productBody, modules: moduleBody }[kind as ItemKind]
        : { assortments: assortmentBody, prices: pricesBody }[kind as 'assortments' | 'prices'],
  });

export const summaryOf = ({
  number,
  publishedAt,
  publishedBy,
}: CatalogVersion): z.input<typeof versionSummary> => ({ number, publishedAt, publishedBy });

/** What is published, without what only the read model needs. */
export function viewOfPublished(kind: CatalogKind, item: object): object {
  if (kind !== 'assortments' && kind !== 'prices') return item;
  const { id: _, ...offers } = item as { readonly id?: string };
  return offers;
}
