import type { Instant } from '@reservoir/kernel';

/** Something of the catalog as it was published last, with the number of its publications. */
export interface Published<Body> {
  readonly id: string;
  readonly version: number;
  readonly body: Body;
  /** Since when it is sold no longer (CA-8); nothing for what is, and for what cannot be retired. */
  readonly retiredAt?: Instant;
  /** Ids of the products and modules that it names, so that who changes those finds it. */
  readonly refersTo?: readonly string[];
}

/** The next version of it, or the first. */
export const nextVersion = <Body>(
  id: string,
  body: Body,
  last: Published<Body> | undefined,
  refersTo?: readonly string[],
): Published<Body> => ({
  id,
  version: (last?.version ?? 0) + 1,
  body,
  ...(last?.retiredAt !== undefined && { retiredAt: last.retiredAt }),
  ...(refersTo && { refersTo: [...new Set(refersTo)].sort() }),
});

/** Everything that has versions, as read models and paths name it. */
export type PublishedKind = 'families' | 'products' | 'modules' | 'assortments' | 'prices';

/** A version as it was published: it never changes, so that a contract's period can name it (CA-7). */
export interface VersionRecord {
  /** `products/endpoint-security/3` */
  readonly id: string;
  /** Of the document, not of what it holds. */
  readonly version: 1;
  readonly kind: PublishedKind;
  readonly itemId: string;
  readonly number: number;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly body: unknown;
}

/** The record of what was published just now. */
export const versionRecord = (
  kind: PublishedKind,
  { id, version, body }: Published<unknown>,
  publishedBy: string,
  publishedAt: Instant,
): VersionRecord => ({
  id: `${kind}/${id}/${version}`,
  version: 1,
  kind,
  itemId: id,
  number: version,
  publishedAt,
  publishedBy,
  body,
});
