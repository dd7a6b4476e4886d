import type { Instant } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { BodyOf, ItemKind, ProductModule } from '../domain/catalog-items.js';
import type { Draft } from '../domain/draft.js';
import type { OfferReference } from '../domain/offer-references.js';
import type { Assortment, PriceList } from '../domain/offers.js';
import {
  type Published,
  type PublishedKind,
  type VersionRecord,
  versionRecord,
} from '../domain/published.js';
import type { Company } from '../domain/publishing-policies.js';
import type { CatalogItems } from '../domain/skus.js';

/** What was published of one kind, as the unit of work has it by now. */
export interface Publications<Body> {
  find(id: string): Published<Body> | undefined;
  save(published: Published<Body>): void;
}

export type Families = Publications<BodyOf['families']>;
export type Products = Publications<BodyOf['products']>;
export type Modules = Publications<BodyOf['modules']>;
/** By distributor. */
export type Assortments = Publications<Assortment>;
/** By distributor. */
export type PriceLists = Publications<PriceList>;

/** The local copy of the companies. */
export interface Companies {
  find(id: string): Company | undefined;
  save(company: Company): void;
}

/** What is to be published. */
export interface Drafts {
  find(id: string): Draft | undefined;
  save(draft: Draft): void;
}

/** Every version that was ever published. */
export interface Versions {
  save(record: VersionRecord): void;
}

/** Who names a product or module. */
export interface References {
  /** The modules whose rules name it (CA-4). */
  modulesNaming(id: string): readonly ProductModule[];
  /** The assortments and price lists that name it (CA-6, CA-7); of 200 of each at most. */
  offersOf(id: string): readonly OfferReference[];
}

/** The platform's own catalog. */
export interface Items {
  readonly families: Families;
  readonly products: Products;
  readonly modules: Modules;
}

/** Every port of the service, bound to one unit of work. */
export interface CatalogPorts extends Items {
  readonly assortments: Assortments;
  readonly prices: PriceLists;
  readonly companies: Companies;
  readonly drafts: Drafts;
  readonly versions: Versions;
  readonly references: References;
}

/** Products and modules together, as the checks look them up. */
export const itemsOf = ({ products, modules }: Pick<Items, 'products' | 'modules'>): CatalogItems => ({
  product: (id) => products.find(id)?.body,
  module: (id) => modules.find(id)?.body,
});

/** What of a kind was published, whichever kind it is. */
export const publicationsOf = (items: Items, kind: ItemKind): Publications<BodyOf[ItemKind]> => items[kind];

/** Who publishes, and when. */
export interface Publisher {
  readonly actor: Actor;
  readonly now: Instant;
}

/** Keeps what is published now, and its version for good; gives both back. */
export function publish<Body>(
  kind: PublishedKind,
  published: Published<Body>,
  { actor, now }: Publisher,
  ports: { readonly publications: Publications<Body>; readonly versions: Versions },
): Publication<Body> {
  const version = versionRecord(kind, published, actor.userId, now);
  ports.publications.save(published);
  ports.versions.save(version);
  return { kind, published, version };
}

/** What was published, with the record of its version. */
export interface Publication<Body = unknown> {
  readonly kind: PublishedKind;
  readonly published: Published<Body>;
  readonly version: VersionRecord;
}
