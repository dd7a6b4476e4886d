import { z } from 'zod';
import { assortmentBody, familyBody, moduleBody, pricesBody, productBody } from './catalog.js';
import { actor, companyId, id, slug, time, version } from './common.js';
import { defineMessage } from './define.js';

/** What of a product or module its publisher says: retirement is a step of its own (CA-8). */
export const productDraftBody = productBody.omit({ retired: true });
export const moduleDraftBody = moduleBody.omit({ retired: true });

/** The kinds of the platform's own catalog, as they stand in paths and in read models. */
export const itemKinds = ['families', 'products', 'modules'] as const;

const itemKind = z.enum(itemKinds);
const item = { kind: itemKind, id: slug };
/** Grows with every change of a draft. */
const revision = version;

/** The body of a draft, by kind. */
const draftOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  [
    z.object({ kind: z.literal('families'), ...shape, body: familyBody }),
    z.object({ kind: z.literal('products'), ...shape, body: productDraftBody }),
    z.object({ kind: z.literal('modules'), ...shape, body: moduleDraftBody }),
  ] as const;

const draftCommand = <Schema extends z.ZodType>(name: string, summary: string, schema: Schema) =>
  defineMessage({
    type: `reservoir.catalog.${name}.v1`,
    topic: 'catalog.commands.v1',
    summary,
    keyOf: () => 'catalog',
    schema,
  });

/** Keeps what is to be published; nobody but the operator sees it. */
export const saveDraft = draftCommand(
  'save-draft',
  'Keep the draft of a family, product or module',
  z.discriminatedUnion(
    'kind',
    draftOf({
      id: slug,
      /** The revision that it replaces; 0 for the first. Refused when another is there. */
      revision: z.int().min(0).optional(),
      actor,
    }),
  ),
);

export const checkDraft = draftCommand(
  'check-draft',
  'Judge a draft anew: everything that is wrong with it at once',
  z.object({ ...item, actor }),
);

export const discardDraft = draftCommand(
  'discard-draft',
  'Throw a draft away',
  z.object({ ...item, revision, actor }),
);

export const publishDraft = draftCommand(
  'publish-draft',
  'Publish a revision of a draft as the next version',
  z.object({ ...item, revision, actor }),
);

export const retireItem = draftCommand(
  'retire-item',
  'Sell a product or module no longer (CA-8)',
  z.object({
    kind: z.enum(['products', 'modules']),
    id: slug,
    /** The version that is retired; refused when another is there. */
    version: version.optional(),
    actor,
  }),
);

/** One thing that is wrong with a draft, or that will be with what refers to it. */
const finding = z.object({
  code: slug,
  rule: z.string().max(16),
  detail: z.string().max(2000),
  path: z.string().max(500),
});

/** One difference to the version before. */
const change = z.object({
  path: z.string().max(500),
  kind: z.enum(['added', 'removed', 'changed']),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** A draft as it was judged last. */
export const draftState = {
  id: slug,
  revision,
  /** The version that it was made on; 0 for what was never published. */
  basedOn: z.int().min(0),
  /** What would be refused. */
  violations: z.array(finding).max(200),
  /** What may be published, and leaves something behind that refers to what is no longer there. */
  warnings: z.array(finding).max(200),
  /** The diff against the version that it was made on. */
  changes: z.array(change).max(500),
  savedAt: time,
  savedBy: id,
  checkedAt: time,
};

const empty = z.object({ kind: itemKind, ...draftState, body: z.null() });

/** The whole current state of a draft; its body is null once it is published or discarded. */
export const draftChanged = defineMessage({
  type: 'reservoir.catalog.draft-changed.v1',
  topic: 'catalog.events.v1',
  summary: 'The draft of a family, product or module: its whole current state',
  keyOf: (data) => `draft:${data.kind}:${data.id}`,
  schema: z.union([...draftOf(draftState), empty]),
});

const numbered = {
  /** The version: 1, 2, 3 … */
  number: version,
  publishedAt: time,
  publishedBy: id,
};

/** A version as it was published, for good: its key is its own, so that compaction keeps every one of them. */
export const versionPublished = defineMessage({
  type: 'reservoir.catalog.version-published.v1',
  topic: 'catalog.events.v1',
  summary: 'A version of a family, product, module, assortment or price list, which never changes',
  keyOf: (data) => `version:${data.kind}:${data.id}:${data.number}`,
  schema: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('families'), id: slug, ...numbered, body: familyBody }),
    z.object({ kind: z.literal('products'), id: slug, ...numbered, body: productBody }),
    z.object({ kind: z.literal('modules'), id: slug, ...numbered, body: moduleBody }),
    z.object({ kind: z.literal('assortments'), id: companyId, ...numbered, body: assortmentBody }),
    z.object({ kind: z.literal('prices'), id: companyId, ...numbered, body: pricesBody }),
  ]),
});

export type ItemKind = z.output<typeof itemKind>;
