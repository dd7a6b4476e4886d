import type { Refusal } from '@reservoir/kernel';
import type { ItemKind } from './catalog-items.js';
import type { Draft, OpenDraft } from './draft.js';
import type { Published } from './published.js';

const one = { families: 'family', products: 'product', modules: 'module' } as const satisfies Record<
  ItemKind,
  string
>;

// CA-1: what is published is what was judged and seen, and nothing that somebody else made of it meanwhile.
export const revisionIsTheOneMeant = (
  draft: Pick<Draft, 'version'> | undefined,
  revision: number | undefined,
): Refusal | undefined => {
  const present = draft?.version ?? 0;
  return revision === undefined || revision === present
    ? undefined
    : {
        code: 'stale-revision',
        rule: 'CA-1',
        detail: `the draft is at revision ${present}, not ${revision}: somebody else changed, published or discarded it`,
        errors: [{ asked: revision, present }],
      };
};

/** CA-1: there is nothing to publish. */
export const noDraft = (kind: ItemKind, id: string): Refusal => ({
  code: 'unknown-draft',
  rule: 'CA-1',
  detail: `there is no draft of the ${one[kind]} ${id}`,
});

/** True for a draft that is neither published nor discarded. */
export const isOpen = (draft: Draft | undefined): draft is OpenDraft => (draft?.body ?? null) !== null;

// CA-1: a diff is against the version that the draft was made on; another one in between is not overwritten unseen.
export const basisIsStillThere = (
  { basedOn }: Draft,
  last: Published<unknown> | undefined,
): Refusal | undefined => versionIsTheOneMeant(last, basedOn, 'CA-1');

/** What is replaced is what its publisher knows. @param meant 0 for what was never published; anything if left out */
export function versionIsTheOneMeant(
  last: Pick<Published<unknown>, 'version'> | undefined,
  meant: number | undefined,
  rule: string,
): Refusal | undefined {
  const present = last?.version ?? 0;
  return meant === undefined || meant === present
    ? undefined
    : {
        code: 'stale-version',
        rule,
        detail: `version ${present} is published, not ${meant}: somebody else was first`,
        errors: [{ asked: meant, present }],
      };
}

// CA-8: once, and for good.
export const isSoldStill = ({ id, retiredAt }: Published<unknown>): Refusal | undefined =>
  retiredAt === undefined
    ? undefined
    : { code: 'already-retired', rule: 'CA-8', detail: `${id} was retired at ${retiredAt}` };

/** CA-8: there is nothing to retire. */
export const noSuchItem = (kind: ItemKind, id: string): Refusal => ({
  code: `unknown-${one[kind]}`,
  rule: 'CA-8',
  detail: `there is no ${one[kind]} ${id}`,
});
