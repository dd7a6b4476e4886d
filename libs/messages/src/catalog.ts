import { z } from 'zod';
import { actor, companyId, money, quantity, sku, slug, term, time, version } from './common.js';
import { tier } from './companies.js';
import { defineMessage } from './define.js';

const name = z.string().trim().min(1).max(200);

/** A family of products of one kind (CA-1). */
export const familyBody = z.object({ id: slug, name });

/** A product with all its choices (CA-1, CA-2). */
export const productBody = z.object({
  id: slug,
  familyId: slug,
  name,
  productType: z.enum(['endpoint-security', 'edr-standalone']),
  terms: z.array(term).min(1).max(4),
  managementModels: z
    .array(z.enum(['client', 'delegated']))
    .min(1)
    .max(2),
  protectionModels: z.array(z.object({ id: slug, name, features: z.array(slug).max(200) })).max(20),
  features: z.array(slug).max(200),
  trialPolicy: z.object({ allowed: z.boolean(), days: z.int().min(1).max(30) }),
  /** Day 1 is the first; a null `untilDay` is the rest of the term (PO-8). */
  recoveryPolicy: z
    .array(z.object({ untilDay: z.int().min(1).nullable(), mode: z.enum(['full', 'prorated', 'none']) }))
    .min(1)
    .max(10),
  retired: z.boolean(),
});

/** Products of a rule, narrowed to protection models where they are named. */
const withProduct = z.object({ product: slug, protectionModels: z.array(slug).max(20).optional() });

/** An add-on or a managed service, with its compatibility rules (CA-4). */
export const moduleBody = z.object({
  id: slug,
  name,
  kind: z.enum(['add-on', 'managed-service']),
  /** Products that it may be added to. */
  products: z.array(slug).min(1).max(50),
  /** Only with these, when given. */
  onlyWith: z.array(withProduct).max(50),
  /** Already part of these: cannot be bought again. */
  includedIn: z.array(withProduct).max(50),
  requires: z.array(slug).max(20),
  excludes: z.array(slug).max(20),
  features: z.array(slug).min(1).max(200),
  retired: z.boolean(),
});

/** What a distributor sells (CA-6). */
export const assortmentBody = z.object({
  distributorId: companyId,
  offers: z.array(z.object({ sku, terms: z.array(term).min(1).max(4) })).max(2000),
});

/** What a distributor asks, in money and in points (CA-7). */
export const pricesBody = z.object({
  distributorId: companyId,
  money: z
    .array(
      z.object({
        sku,
        term,
        /** Null: for every tier that has no price of its own. */
        tier: tier.nullable(),
        fromQuantity: quantity,
        unitPrice: money,
        validFrom: time,
        validUntil: time.nullable(),
      }),
    )
    .max(4000),
  points: z
    .array(
      z.object({
        sku,
        term,
        points: z.int().min(1).max(1_000_000),
        validFrom: time,
        validUntil: time.nullable(),
      }),
    )
    .max(2000),
  /** Discounts on points by tier, in basis points (PT-3). */
  pointsDiscounts: z.array(z.object({ tier, discountBp: z.int().min(0).max(10_000) })).max(50),
});

const publishCommand = <Body extends z.ZodType>(kind: string, body: Body) =>
  defineMessage({
    type: `reservoir.catalog.publish-${kind}.v1`,
    topic: 'catalog.commands.v1',
    summary: `Publish a ${kind}, or a new version of it`,
    keyOf: () => 'catalog',
    schema: z.object({ body, actor }),
  });

const publishedEvent = <Schema extends z.ZodType<{ body: { id: string } }>>(kind: string, schema: Schema) =>
  defineMessage({
    type: `reservoir.catalog.${kind}-published.v1`,
    topic: 'catalog.events.v1',
    summary: `A ${kind} was published: its whole current state`,
    keyOf: (data) => `${kind}:${data.body.id}`,
    schema,
  });

export const publishFamily = publishCommand('family', familyBody);
export const publishProduct = publishCommand('product', productBody);
export const publishModule = publishCommand('module', moduleBody);
export const familyPublished = publishedEvent('family', z.object({ body: familyBody, version }));
/** Null while it is sold; an order is judged by the time of its purchase (CA-8). */
const retiredAt = time.nullable().optional();
export const productPublished = publishedEvent(
  'product',
  z.object({ body: productBody, version, retiredAt }),
);
export const modulePublished = publishedEvent('module', z.object({ body: moduleBody, version, retiredAt }));

/** The version that is replaced, 0 for none; refused when another is there. Left out by who does not care. */
const replaces = z.int().min(0).optional();

export const setAssortment = defineMessage({
  type: 'reservoir.catalog.set-assortment.v1',
  topic: 'catalog.commands.v1',
  summary: 'Say what a distributor sells',
  keyOf: (data) => data.body.distributorId,
  schema: z.object({ body: assortmentBody, actor, replaces }),
});

export const assortmentChanged = defineMessage({
  type: 'reservoir.catalog.assortment-changed.v1',
  topic: 'catalog.events.v1',
  summary: 'What a distributor sells: the whole current state',
  keyOf: (data) => `assortment:${data.body.distributorId}`,
  schema: z.object({ body: assortmentBody, version }),
});

export const setPrices = defineMessage({
  type: 'reservoir.catalog.set-prices.v1',
  topic: 'catalog.commands.v1',
  summary: "Replace a distributor's price list",
  keyOf: (data) => data.body.distributorId,
  schema: z.object({ body: pricesBody, actor, replaces }),
});

export const pricesChanged = defineMessage({
  type: 'reservoir.catalog.prices-changed.v1',
  topic: 'catalog.events.v1',
  summary: "A distributor's price list: the whole current state",
  keyOf: (data) => `prices:${data.body.distributorId}`,
  schema: z.object({ body: pricesBody, version }),
});

export type FamilyBody = z.output<typeof familyBody>;
export type ProductBody = z.output<typeof productBody>;
export type ModuleBody = z.output<typeof moduleBody>;
export type AssortmentBody = z.output<typeof assortmentBody>;
export type PricesBody = z.output<typeof pricesBody>;
