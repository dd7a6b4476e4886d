import type { Instant } from '@reservoir/kernel';
import type { DraftBodyOf, ItemKind } from './catalog-items.js';
import type { Change } from './differences.js';
import type { Violation } from './violations.js';

/** What was found of a draft when it was judged. */
export interface Judgement {
  /** What would be refused. */
  readonly violations: readonly Violation[];
  /** What may be published, and leaves something behind that refers to what is no longer there. */
  readonly warnings: readonly Violation[];
  /** The diff against the version that it was made on. */
  readonly changes: readonly Change[];
}

/** What is to be published, as it was judged last. Every change is a new revision. */
export interface Draft extends Judgement {
  /** `products/endpoint-security` */
  readonly id: string;
  /** The revision. */
  readonly version: number;
  readonly kind: ItemKind;
  readonly itemId: string;
  /** The version that it was made on; 0 for what was never published. */
  readonly basedOn: number;
  /** Null once it is published or discarded. */
  readonly body: DraftBodyOf[ItemKind] | null;
  readonly savedAt: Instant;
  readonly savedBy: string;
  readonly checkedAt: Instant;
}

/** A draft that is there. */
export type OpenDraft = Draft & { readonly body: DraftBodyOf[ItemKind] };

/** Which draft. */
export interface DraftOf {
  readonly kind: ItemKind;
  readonly id: string;
}

/** The id of a draft. */
export const draftIdOf = ({ kind, id }: DraftOf): string => `${kind}/${id}`;

/** The same draft with nothing in it: published, or discarded. */
export const closed = (draft: Draft): Draft => ({
  ...draft,
  version: draft.version + 1,
  body: null,
  violations: [],
  warnings: [],
  changes: [],
});
