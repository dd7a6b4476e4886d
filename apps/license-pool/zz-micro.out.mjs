var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
};

// libs/kernel/src/instant.ts
var dayPattern = /^\d{4}-\d{2}-\d{2}$/;
function instant(time2) {
  return new Date(time2).toISOString();
}
function utcDay(text2) {
  if (!dayPattern.test(text2) || new Date(text2).toISOString().slice(0, 10) !== text2)
    throw new RangeError(`not a UTC day: ${text2}`);
  return text2;
}
var epochMs = (time2) => Date.parse(time2);

// libs/kernel/src/ids.ts
import { parse, v5, v7 } from "uuid";
var namespace = parse("b7c7a3de-5d0f-5a0e-9d57-6f3d3c1f1c11");
var utf8 = new TextEncoder();

// libs/kernel/src/refusal.ts
function firstRefusal(policies, ...args) {
  for (const policy of policies) {
    const refusal2 = policy(...args);
    if (refusal2) return refusal2;
  }
  return void 0;
}

// libs/kernel/src/term.ts
import { addMonths } from "date-fns";
import { UTCDate } from "@date-fns/utc";
var terms = ["M1", "Y1", "Y2", "Y3"];

// apps/license-pool/src/domain/counts.ts
var noCounts = {
  available: 0,
  reserved: 0,
  assigned: 0,
  retired: 0,
  expired: 0,
  refunded: 0,
  transferredOut: 0
};
var credited = (counts3, quantity2) => ({
  available: counts3.available + quantity2,
  reserved: counts3.reserved,
  assigned: counts3.assigned,
  retired: counts3.retired,
  expired: counts3.expired,
  refunded: counts3.refunded,
  transferredOut: counts3.transferredOut
});

// apps/license-pool/src/domain/lot.ts
var never = "9999-12-31T23:59:59.999Z";
var isOver = (lot, now2) => lot.expiresAt <= now2;
var openIn = (lot, now2) => isOver(lot, now2) ? 0 : lot.counts.available;
var openLot = (lot) => ({
  id: lot.id,
  poolId: lot.poolId,
  provenance: lot.provenance,
  source: lot.source,
  contentHash: lot.contentHash,
  distributorId: lot.distributorId,
  quantity: lot.quantity,
  counts: credited(noCounts, lot.quantity),
  purchasedAt: lot.purchasedAt,
  expiresAt: lot.expiresAt,
  version: 1
});

// apps/license-pool/src/domain/pool.ts
var emptyPool = ({ id: id2, partnerId, sku: sku3, term: term2 }) => ({
  id: id2,
  partnerId,
  sku: sku3,
  term: term2,
  quantity: 0,
  counts: noCounts,
  version: 0
});
var poolCredited = (pool2, quantity2) => ({
  id: pool2.id,
  partnerId: pool2.partnerId,
  sku: pool2.sku,
  term: pool2.term,
  quantity: pool2.quantity + quantity2,
  counts: credited(pool2.counts, quantity2),
  version: pool2.version + 1
});

// apps/license-pool/src/domain/add-lot.ts
function addLot(pool2, newLot) {
  const after = poolCredited(pool2, newLot.quantity);
  const lots3 = [openLot(newLot)];
  return { state: { pool: after, lots: lots3 }, events: [{ type: "lot-added", pool: after, lots: lots3 }] };
}

// apps/license-pool/src/domain/license-pool.rejections.ts
var unknownPartner = (partnerId) => ({
  code: "unknown-partner",
  rule: "CO-1",
  detail: `${partnerId} is no known partner`
});
var wrongDistributor = (partnerId, named) => ({
  code: "wrong-distributor",
  rule: "CO-4",
  detail: `${named} is not the distributor of ${partnerId}`
});
var notInAssortment = (distributorId, { sku: sku3, term: term2 }) => ({
  code: "not-in-assortment",
  rule: "CA-6",
  detail: `${distributorId} does not sell ${sku3} ${term2}`
});

// apps/license-pool/src/domain/order-policies.ts
var theBuyerIsAPartner = (order, partner2) => partner2 ? void 0 : unknownPartner(order.partnerId);
var theSellerIsThePartnersDistributor = (order, partner2) => partner2?.distributorId === order.distributorId ? void 0 : wrongDistributor(order.partnerId, order.distributorId);
var theDistributorSellsTheSku = (order, _, assortment) => assortment && Object.hasOwn(assortment.offers, order.sku) && assortment.offers[order.sku]?.includes(order.term) ? void 0 : notInAssortment(order.distributorId, order);
var orderPolicies = [
  theBuyerIsAPartner,
  theSellerIsThePartnersDistributor,
  theDistributorSellsTheSku
];

// libs/messages/src/catalog.ts
var catalog_exports = {};
__export(catalog_exports, {
  assortmentBody: () => assortmentBody,
  assortmentChanged: () => assortmentChanged,
  familyBody: () => familyBody,
  familyPublished: () => familyPublished,
  moduleBody: () => moduleBody,
  modulePublished: () => modulePublished,
  pricesBody: () => pricesBody,
  pricesChanged: () => pricesChanged,
  productBody: () => productBody,
  productPublished: () => productPublished,
  publishFamily: () => publishFamily,
  publishModule: () => publishModule,
  publishProduct: () => publishProduct,
  setAssortment: () => setAssortment,
  setPrices: () => setPrices
});
import { z as z3 } from "zod";

// libs/messages/src/common.ts
import { z } from "zod";
var id = z.string().min(1).max(128);
var companyId = z.string().max(128).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
var sku = z.string().max(128).regex(/^[a-z0-9][a-z0-9-]*(:[a-z0-9][a-z0-9-]*)?$/);
var slug = z.string().max(64).regex(/^[a-z0-9][a-z0-9-]*$/);
var term = z.enum(terms);
var quantity = z.int().min(1).max(1e6);
var count = z.int().min(0);
var time = z.iso.datetime({ offset: true }).transform((text2) => instant(text2));
var day = z.iso.date().transform((text2) => utcDay(text2));
var version = z.int().min(1);
var money = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  amountMinor: z.int().min(0)
});
var role = z.enum([
  "total-control",
  "license-and-security-admin",
  "security-admin",
  "monitoring",
  "operator"
]);
var actor = z.object({ userId: id, companyId: companyId.nullable(), role });
var refusal = z.object({
  code: slug,
  rule: z.string().max(16),
  detail: z.string().max(2e3),
  errors: z.array(z.record(z.string(), z.unknown())).max(200).optional()
});

// libs/messages/src/companies.ts
var companies_exports = {};
__export(companies_exports, {
  companyCreated: () => companyCreated,
  companySchema: () => companySchema,
  createCompany: () => createCompany,
  tier: () => tier
});
import { z as z2 } from "zod";

// libs/messages/src/define.ts
var defineMessage = (message) => message;

// libs/messages/src/companies.ts
var tier = z2.string().max(32).regex(/^[A-Z][A-Z0-9-]*$/);
var attributes = {
  id: companyId,
  type: z2.enum(["distributor", "partner", "customer"]),
  name: z2.string().trim().min(1).max(200),
  parentId: companyId.nullable(),
  tier: tier.nullable(),
  /** Signed up to the MSSP points programme (PT-9); partners only. */
  pointsProgramme: z2.boolean()
};
var companySchema = z2.object({
  ...attributes,
  /** Ids of the companies above, the top first; empty for a distributor. */
  ancestors: z2.array(companyId).max(4),
  /** The distributor at the top (CO-1); its own id for a distributor. */
  distributorId: companyId,
  version
});
var createCompany = defineMessage({
  type: "reservoir.companies.create-company.v1",
  topic: "companies.commands.v1",
  summary: "Create a company under its parent",
  keyOf: (data) => data.id,
  schema: z2.object({ ...attributes, actor })
});
var companyCreated = defineMessage({
  type: "reservoir.companies.company-created.v1",
  topic: "companies.events.v1",
  summary: "A company was created",
  keyOf: (data) => data.id,
  schema: companySchema
});

// libs/messages/src/catalog.ts
var name = z3.string().trim().min(1).max(200);
var familyBody = z3.object({ id: slug, name });
var productBody = z3.object({
  id: slug,
  familyId: slug,
  name,
  productType: z3.enum(["endpoint-security", "edr-standalone"]),
  terms: z3.array(term).min(1).max(4),
  managementModels: z3.array(z3.enum(["client", "delegated"])).min(1).max(2),
  protectionModels: z3.array(z3.object({ id: slug, name, features: z3.array(slug).max(200) })).max(20),
  features: z3.array(slug).max(200),
  trialPolicy: z3.object({ allowed: z3.boolean(), days: z3.int().min(1).max(30) }),
  /** Day 1 is the first; a null `untilDay` is the rest of the term (PO-8). */
  recoveryPolicy: z3.array(z3.object({ untilDay: z3.int().min(1).nullable(), mode: z3.enum(["full", "prorated", "none"]) })).min(1).max(10),
  retired: z3.boolean()
});
var withProduct = z3.object({ product: slug, protectionModels: z3.array(slug).max(20).optional() });
var moduleBody = z3.object({
  id: slug,
  name,
  kind: z3.enum(["add-on", "managed-service"]),
  /** Products that it may be added to. */
  products: z3.array(slug).min(1).max(50),
  /** Only with these, when given. */
  onlyWith: z3.array(withProduct).max(50),
  /** Already part of these: cannot be bought again. */
  includedIn: z3.array(withProduct).max(50),
  requires: z3.array(slug).max(20),
  excludes: z3.array(slug).max(20),
  features: z3.array(slug).min(1).max(200),
  retired: z3.boolean()
});
var assortmentBody = z3.object({
  distributorId: companyId,
  offers: z3.array(z3.object({ sku, terms: z3.array(term).min(1).max(4) })).max(2e3)
});
var pricesBody = z3.object({
  distributorId: companyId,
  money: z3.array(
    z3.object({
      sku,
      term,
      /** Null: for every tier that has no price of its own. */
      tier: tier.nullable(),
      fromQuantity: quantity,
      unitPrice: money,
      validFrom: time,
      validUntil: time.nullable()
    })
  ).max(4e3),
  points: z3.array(
    z3.object({
      sku,
      term,
      points: z3.int().min(1).max(1e6),
      validFrom: time,
      validUntil: time.nullable()
    })
  ).max(2e3),
  /** Discounts on points by tier, in basis points (PT-3). */
  pointsDiscounts: z3.array(z3.object({ tier, discountBp: z3.int().min(0).max(1e4) })).max(50)
});
var publishCommand = (kind, body) => defineMessage({
  type: `reservoir.catalog.publish-${kind}.v1`,
  topic: "catalog.commands.v1",
  summary: `Publish a ${kind}, or a new version of it`,
  keyOf: () => "catalog",
  schema: z3.object({ body, actor })
});
var publishedEvent = (kind, schema2) => defineMessage({
  type: `reservoir.catalog.${kind}-published.v1`,
  topic: "catalog.events.v1",
  summary: `A ${kind} was published: its whole current state`,
  keyOf: (data) => `${kind}:${data.body.id}`,
  schema: schema2
});
var publishFamily = publishCommand("family", familyBody);
var publishProduct = publishCommand("product", productBody);
var publishModule = publishCommand("module", moduleBody);
var familyPublished = publishedEvent("family", z3.object({ body: familyBody, version }));
var productPublished = publishedEvent("product", z3.object({ body: productBody, version }));
var modulePublished = publishedEvent("module", z3.object({ body: moduleBody, version }));
var setAssortment = defineMessage({
  type: "reservoir.catalog.set-assortment.v1",
  topic: "catalog.commands.v1",
  summary: "Say what a distributor sells",
  keyOf: (data) => data.body.distributorId,
  schema: z3.object({ body: assortmentBody, actor })
});
var assortmentChanged = defineMessage({
  type: "reservoir.catalog.assortment-changed.v1",
  topic: "catalog.events.v1",
  summary: "What a distributor sells: the whole current state",
  keyOf: (data) => `assortment:${data.body.distributorId}`,
  schema: z3.object({ body: assortmentBody, version })
});
var setPrices = defineMessage({
  type: "reservoir.catalog.set-prices.v1",
  topic: "catalog.commands.v1",
  summary: "Replace a distributor's price list",
  keyOf: (data) => data.body.distributorId,
  schema: z3.object({ body: pricesBody, actor })
});
var pricesChanged = defineMessage({
  type: "reservoir.catalog.prices-changed.v1",
  topic: "catalog.events.v1",
  summary: "A distributor's price list: the whole current state",
  keyOf: (data) => `prices:${data.body.distributorId}`,
  schema: z3.object({ body: pricesBody, version })
});

// libs/messages/src/contracts.ts
import { z as z5 } from "zod";

// libs/messages/src/license-pool.ts
import { z as z4 } from "zod";
var poolKey = z4.object({ partnerId: companyId, sku, term });
var poolIdOf = (pool2) => `${pool2.partnerId}:${pool2.sku}:${pool2.term}`;
var counts = z4.object({
  available: count,
  reserved: count,
  assigned: count,
  retired: count,
  expired: count,
  refunded: count,
  transferredOut: count
});
var poolState = poolKey.extend({ quantity: count, counts, version });
var lotState = z4.object({
  id,
  provenance: z4.enum(["purchase", "points", "promotion", "transfer", "adjustment"]),
  /** The order line, exchange or adjustment that it came from. */
  source: z4.object({ orderId: id.optional(), line: id.optional(), exchangeId: id.optional() }),
  distributorId: companyId,
  quantity,
  counts,
  purchasedAt: time,
  expiresAt: time.nullable(),
  version
});
var pick = z4.object({ lotId: id, quantity });
var picks = z4.array(pick).min(1).max(1e3);
var holder = z4.object({
  /** The assignment (saga) that asks. */
  assignmentId: id,
  customerId: companyId,
  contractId: id
});

// libs/messages/src/contracts.ts
var period = z5.object({
  sku,
  term,
  quantity,
  /** First day. */
  start: day,
  /** The first day that is no longer included (CT-2). */
  end: day,
  /** Day of the month that renewals return to (CT-3). */
  anchorDay: z5.int().min(1).max(31),
  /** Allocations to lots; empty until the licences are assigned (invariant 4). */
  batches: z5.union([picks, z5.array(z5.never()).max(0)]),
  catalogVersion: version,
  priceVersion: version.nullable()
});
var contractStates = [
  "draft",
  "reserved",
  "scheduled",
  "active",
  "expired",
  "cancelled",
  "superseded"
];
var contractState = z5.object({
  id,
  customerId: companyId,
  partnerId: companyId,
  /** The distributor whose licences it uses (CO-4). */
  distributorId: companyId,
  serviceId: id,
  familyId: slug,
  product: slug,
  /** What is licensed: the product itself, or a module of it. */
  kind: z5.enum(["product", "module"]),
  mode: z5.enum(["commercial", "trial"]),
  state: z5.enum(contractStates),
  periods: z5.array(period).min(1).max(2),
  /** The assignment (saga) that made it. */
  assignmentId: id,
  activatedAt: time.nullable(),
  endedAt: time.nullable(),
  /** Why it ended before it was active, or was cancelled. */
  reason: z5.object({ code: slug, rule: z5.string().max(16), detail: z5.string().max(2e3) }).nullable(),
  version
});
var serviceState = z5.object({
  id,
  customerId: companyId,
  product: slug,
  protectionModel: slug.nullable(),
  managementModel: z5.enum(["client", "delegated"]),
  autoRenew: z5.object({ on: z5.boolean(), term: term.nullable() })
});
var timelineEntry = z5.object({ from: time, to: time.nullable(), quantity: count });
var entitlement = z5.object({
  customerId: companyId,
  sku,
  timeline: z5.array(timelineEntry).max(1e3)
});

// libs/messages/src/contracts.commands.ts
var contracts_commands_exports = {};
__export(contracts_commands_exports, {
  assignLicenses: () => assignLicenses,
  assignmentRequest: () => assignmentRequest,
  commitRefused: () => commitRefused,
  drawRefused: () => drawRefused,
  licensesDrawn: () => licensesDrawn,
  reservationAccepted: () => reservationAccepted,
  reservationCommitted: () => reservationCommitted,
  reservationRefused: () => reservationRefused,
  skuOf: () => skuOf,
  timeOutAssignment: () => timeOutAssignment
});
import { z as z6 } from "zod";
var assignmentRequest = z6.object({
  customerId: companyId,
  product: slug,
  /** Null for a product without protection models (CA-2); left out is refused with the choices (CA-3). */
  protectionModel: slug.nullable().optional(),
  addOns: z6.array(slug).max(50).optional(),
  managedServices: z6.array(slug).max(50).optional(),
  mode: z6.enum(["commercial"]),
  term,
  quantity,
  managementModel: z6.enum(["client", "delegated"]).optional(),
  autoRenew: z6.object({ on: z6.boolean(), term: term.optional() }).optional()
});
var assignLicenses = defineMessage({
  type: "reservoir.contracts.assign-licenses.v1",
  topic: "contracts.commands.v1",
  summary: "Assign licences of the partner\u2019s pools to a customer",
  keyOf: (data) => data.request.customerId,
  schema: z6.object({ request: assignmentRequest, actor })
});
var timeOutAssignment = defineMessage({
  type: "reservoir.contracts.time-out-assignment.v1",
  topic: "contracts.commands.v1",
  summary: "An assignment is past its deadline",
  keyOf: (data) => data.customerId,
  schema: z6.object({ assignmentId: id, customerId: companyId, deadline: time })
});
var base = z6.object({
  pool: poolKey,
  holder,
  /** The pool's version after the command; null when there is no such pool. */
  poolVersion: version.nullable()
});
var answer = (name2, summary, schema2) => defineMessage({
  type: `reservoir.license-pool.${name2}.v1`,
  topic: "contracts.commands.v1",
  summary,
  keyOf: (data) => data.holder.customerId,
  schema: schema2
});
var licensesDrawn = answer(
  "draw-accepted",
  "Answer to draw-licenses: assigned",
  base.extend({ picks })
);
var drawRefused = answer(
  "draw-refused",
  "Answer to draw-licenses: refused",
  base.extend({ refusal })
);
var reservationAccepted = answer(
  "reservation-accepted",
  "Answer to reserve-licenses: held",
  base.extend({
    reservationId: id,
    picks,
    deadline: time
  })
);
var reservationRefused = answer(
  "reservation-refused",
  "Answer to reserve-licenses: refused",
  base.extend({
    reservationId: id,
    refusal
  })
);
var reservationCommitted = answer(
  "reservation-committed",
  "Answer to commit-reservation: assigned",
  base.extend({
    reservationId: id,
    picks
  })
);
var commitRefused = answer(
  "commit-refused",
  "Answer to commit-reservation: refused",
  base.extend({
    reservationId: id,
    refusal
  })
);
var skuOf = (product, protectionModel) => protectionModel ? `${product}:${protectionModel}` : product;

// libs/messages/src/contracts.events.ts
var contracts_events_exports = {};
__export(contracts_events_exports, {
  contractActivated: () => contractActivated,
  contractCancelled: () => contractCancelled,
  contractDrafted: () => contractDrafted,
  contractRejected: () => contractRejected,
  contractReserved: () => contractReserved,
  entitlementChanged: () => entitlementChanged,
  serviceChanged: () => serviceChanged
});
import { z as z7 } from "zod";
var event = (name2, summary) => defineMessage({
  type: `reservoir.contracts.${name2}.v1`,
  topic: "contracts.events.v1",
  summary,
  keyOf: (data) => data.contract.customerId,
  schema: z7.object({ contract: contractState })
});
var contractDrafted = event("contract-drafted", "A contract was drafted and its family claimed");
var contractReserved = event("contract-reserved", "All licences of an assignment are held");
var contractActivated = event("contract-activated", "A contract is active, from its start on");
var contractCancelled = event("contract-cancelled", "A contract ended before its time, and why");
var contractRejected = defineMessage({
  type: "reservoir.contracts.contract-rejected.v1",
  topic: "contracts.events.v1",
  summary: "An assignment was refused before anything was drafted",
  keyOf: (data) => data.request.customerId,
  schema: z7.object({ request: assignmentRequest, actor, refusal })
});
var serviceChanged = defineMessage({
  type: "reservoir.contracts.service-changed.v1",
  topic: "contracts.events.v1",
  summary: "A service was opened or changed: its whole current state",
  keyOf: (data) => data.service.customerId,
  schema: z7.object({ service: serviceState })
});
var entitlementChanged = defineMessage({
  type: "reservoir.contracts.entitlement-changed.v1",
  topic: "contracts.events.v1",
  summary: "What a client is entitled to, over all time, changed",
  keyOf: (data) => data.entitlement.customerId,
  schema: z7.object({ entitlement, customerId: companyId })
});

// libs/messages/src/json-schema.ts
import { z as z8 } from "zod";

// libs/messages/src/license-pool.commands.ts
var license_pool_commands_exports = {};
__export(license_pool_commands_exports, {
  abandonMint: () => abandonMint,
  commitReservation: () => commitReservation,
  drawLicenses: () => drawLicenses,
  expireLot: () => expireLot,
  expireReservation: () => expireReservation,
  mintLicenses: () => mintLicenses,
  releaseReservation: () => releaseReservation,
  reserveLicenses: () => reserveLicenses,
  returnLicenses: () => returnLicenses
});
import { z as z9 } from "zod";
var base2 = z9.object({ pool: poolKey });
var command = (name2, summary, schema2) => defineMessage({
  type: `reservoir.license-pool.${name2}.v1`,
  topic: "license-pool.commands.v1",
  summary,
  keyOf: (data) => poolIdOf(data.pool),
  schema: schema2
});
var drawLicenses = command(
  "draw-licenses",
  "Assign licences of one pool in one step",
  base2.extend({
    holder,
    quantity,
    /** At or after this instant the draw is refused: the period would be over (CT-4). */
    periodEnd: time
  })
);
var reserveLicenses = command(
  "reserve-licenses",
  "Hold licences for 15 minutes",
  base2.extend({
    reservationId: id,
    holder,
    quantity
  })
);
var commitReservation = command(
  "commit-reservation",
  "Assign the licences that are held",
  base2.extend({
    reservationId: id,
    holder,
    periodEnd: time
  })
);
var releaseReservation = command(
  "release-reservation",
  "Give back the licences that are held",
  base2.extend({
    reservationId: id
  })
);
var returnLicenses = command(
  "return-licenses",
  "Take back assigned licences in full",
  base2.extend({
    holder,
    picks
  })
);
var expireReservation = command(
  "expire-reservation",
  "A reservation is past its deadline",
  base2.extend({
    reservationId: id,
    deadline: time
  })
);
var expireLot = command(
  "expire-lot",
  "A lot is past its expiry",
  base2.extend({ lotId: id, expiresAt: time })
);
var mintLicenses = command(
  "mint-licenses",
  "Add a lot paid with points",
  base2.extend({
    exchangeId: id,
    distributorId: companyId,
    quantity
  })
);
var abandonMint = command(
  "abandon-mint",
  "Never mint this exchange, unless it is minted already",
  base2.extend({
    exchangeId: id
  })
);

// libs/messages/src/license-pool.events.ts
var license_pool_events_exports = {};
__export(license_pool_events_exports, {
  licensesAssigned: () => licensesAssigned,
  licensesRecovered: () => licensesRecovered,
  licensesRefunded: () => licensesRefunded,
  licensesReserved: () => licensesReserved,
  lotAdded: () => lotAdded,
  lotExpired: () => lotExpired,
  mintAbandoned: () => mintAbandoned,
  reservationRejected: () => reservationRejected,
  reservationReleased: () => reservationReleased
});
import { z as z10 } from "zod";
var lots = z10.array(lotState).max(1e3);
var base3 = z10.object({ pool: poolState, lots });
var event2 = (name2, summary, schema2) => defineMessage({
  type: `reservoir.license-pool.${name2}.v1`,
  topic: "license-pool.events.v1",
  summary,
  keyOf: (data) => poolIdOf(data.pool),
  schema: schema2
});
var lotAdded = event2("lot-added", "A lot entered a pool (PO-1)", base3);
var licensesReserved = event2(
  "licenses-reserved",
  "Licences are held for an assignment (PO-4)",
  base3.extend({
    reservationId: id,
    holder,
    picks,
    deadline: time
  })
);
var reservationRejected = defineMessage({
  type: "reservoir.license-pool.reservation-rejected.v1",
  topic: "license-pool.events.v1",
  summary: "A draw or reservation was refused (PO-4)",
  keyOf: (data) => poolIdOf(data.pool),
  schema: z10.object({ pool: poolKey, holder, quantity, refusal })
});
var reservationReleased = event2(
  "reservation-released",
  "Held licences went back (PO-5)",
  base3.extend({
    reservationId: id,
    holder,
    why: z10.enum(["released", "deadline"])
  })
);
var licensesAssigned = event2(
  "licenses-assigned",
  "Licences were assigned to a contract (CT-4)",
  base3.extend({
    holder,
    picks
  })
);
var licensesRecovered = event2(
  "licenses-recovered",
  "Assigned licences came back (CT-4, PO-6)",
  base3.extend({
    holder,
    picks,
    mode: z10.enum(["full", "prorated", "none"])
  })
);
var licensesRefunded = event2(
  "licenses-refunded",
  "Licences were refunded (PO-10)",
  base3.extend({
    refundId: id,
    quantity
  })
);
var lotExpired = event2("lot-expired", "Unassigned licences of a lot expired (PO-2)", base3);
var mintAbandoned = defineMessage({
  type: "reservoir.license-pool.mint-abandoned.v1",
  topic: "license-pool.events.v1",
  summary: "An exchange will never be minted (PT-4)",
  keyOf: (data) => poolIdOf(data.pool),
  schema: z10.object({ pool: poolKey, exchangeId: id })
});

// libs/messages/src/operations.ts
var operations_exports = {};
__export(operations_exports, {
  catalogOperationCompleted: () => catalogOperationCompleted,
  companiesOperationCompleted: () => companiesOperationCompleted,
  contractsOperationCompleted: () => contractsOperationCompleted,
  pointsOperationCompleted: () => pointsOperationCompleted,
  readModels: () => readModels
});
import { z as z11 } from "zod";
var readModels = [
  "companies",
  "families",
  "products",
  "modules",
  "assortments",
  "prices",
  "pools",
  "contracts",
  "points-accounts",
  "points-quotes",
  "points-exchanges"
];
var schema = z11.object({
  operationId: id,
  outcome: z11.enum(["succeeded", "refused"]),
  /** What the caller reads next; null when refused. */
  resource: z11.object({ kind: z11.enum(readModels), id }).nullable(),
  refusal: refusal.nullable(),
  /** The versions that the gateway must have applied before it answers, so that a caller reads its own write. */
  requires: z11.array(z11.object({ kind: z11.enum(readModels), id, version })).max(250)
});
var completedBy = (service) => defineMessage({
  type: `reservoir.${service}.operation-completed.v1`,
  topic: "operations.v1",
  summary: `How a command to ${service} ended`,
  keyOf: (data) => data.operationId,
  schema
});
var companiesOperationCompleted = completedBy("companies");
var catalogOperationCompleted = completedBy("catalog");
var contractsOperationCompleted = completedBy("contracts");
var pointsOperationCompleted = completedBy("points-exchange");

// libs/messages/src/orders.ts
var orders_exports = {};
__export(orders_exports, {
  licenseOrderReceipt: () => licenseOrderReceipt,
  licensePurchased: () => licensePurchased,
  licenseRefunded: () => licenseRefunded,
  pointsOrderReceipt: () => pointsOrderReceipt,
  pointsPurchased: () => pointsPurchased
});
import { z as z12 } from "zod";
var anyId = z12.string().min(1).max(128);
var licensePurchased = defineMessage({
  type: "orders.license-purchased.v1",
  topic: "orders.v1",
  summary: "A partner bought licences: one line of an order",
  keyOf: (data) => data.partnerId,
  schema: z12.object({
    orderId: id,
    line: z12.union([id, z12.int().min(0).transform(String)]),
    distributorId: anyId,
    partnerId: anyId,
    sku: anyId,
    term,
    quantity,
    unitPrice: money.optional(),
    purchasedAt: time
  })
});
var licenseRefunded = defineMessage({
  type: "orders.license-refunded.v1",
  topic: "orders.v1",
  summary: "Licences of an order line are given back",
  keyOf: (data) => data.partnerId,
  schema: z12.object({
    refundId: id,
    orderId: id,
    line: z12.union([id, z12.int().min(0).transform(String)]),
    partnerId: anyId,
    quantity,
    reason: z12.string().min(1).max(500).optional()
  })
});
var pointsPurchased = defineMessage({
  type: "orders.points-purchased.v1",
  topic: "orders.v1",
  summary: "A partner bought MSSP points",
  keyOf: (data) => data.partnerId,
  schema: z12.object({
    orderId: id,
    line: z12.union([id, z12.int().min(0).transform(String)]),
    partnerId: anyId,
    points: z12.int().min(1).max(1e9),
    purchasedAt: time,
    expiresAt: time.optional(),
    priority: z12.int().min(0).max(1e3).optional()
  })
});
var receiptSchema = z12.object({
  /** CloudEvents `id` of the record that this answers. */
  eventId: z12.string().max(256),
  orderId: id,
  line: id,
  refundId: id.nullable(),
  partnerId: anyId,
  outcome: z12.enum(["accepted", "duplicate", "refused"]),
  /** The lot that was credited or refunded; null when refused. */
  lotId: id.nullable(),
  /** Licences or points that were credited or refunded; 0 when refused. */
  quantity: count,
  reason: refusal.nullable()
});
var receiptOf = (service, what) => defineMessage({
  type: `reservoir.${service}.order-receipt.v1`,
  topic: "orders.receipts.v1",
  summary: `What became of an order line of ${what}`,
  keyOf: (data) => data.partnerId,
  schema: receiptSchema
});
var licenseOrderReceipt = receiptOf("license-pool", "licences");
var pointsOrderReceipt = receiptOf("points-exchange", "points");

// libs/messages/src/points-exchange.ts
var points_exchange_exports = {};
__export(points_exchange_exports, {
  acceptQuote: () => acceptQuote,
  accountState: () => accountState,
  exchangeCaptured: () => exchangeCaptured,
  exchangeState: () => exchangeState,
  exchangeVoided: () => exchangeVoided,
  expirePoints: () => expirePoints,
  giveUpExchange: () => giveUpExchange,
  licensesMinted: () => licensesMinted,
  mintRefused: () => mintRefused,
  pointsExpired: () => pointsExpired,
  pointsGranted: () => pointsGranted,
  pointsHeld: () => pointsHeld,
  pointsLotState: () => pointsLotState,
  pointsTransaction: () => pointsTransaction,
  postingAccount: () => postingAccount,
  quoteChanged: () => quoteChanged,
  quoteState: () => quoteState,
  requestQuote: () => requestQuote
});
import { z as z13 } from "zod";
var pointsLotState = z13.object({
  id,
  points: z13.int().min(1),
  remaining: count,
  held: count,
  spent: count,
  expired: count,
  priority: z13.int().min(0).max(1e3),
  grantedAt: time,
  expiresAt: time
});
var accountState = z13.object({ partnerId: companyId, available: count, held: count, version });
var quoteState = z13.object({
  id,
  partnerId: companyId,
  sku,
  term,
  quantity,
  pointsPerLicense: z13.int().min(1),
  discountBp: z13.int().min(0).max(1e4),
  rateVersion: version,
  totalPoints: count,
  issuedAt: time,
  expiresAt: time,
  state: z13.enum(["open", "accepted"]),
  version
});
var exchangeState = z13.object({
  id,
  quoteId: id,
  partnerId: companyId,
  distributorId: companyId,
  sku,
  term,
  quantity,
  totalPoints: count,
  /** Which lots burn (PT-2), in burn order. */
  burns: z13.array(z13.object({ lotId: id, points: z13.int().min(1) })).max(1e3),
  state: z13.enum(["held", "captured", "voided"]),
  lotId: id.nullable(),
  reason: refusal.nullable(),
  heldAt: time,
  endedAt: time.nullable(),
  version
});
var postingAccount = z13.enum(["available", "held", "issued", "spent", "expired", "adjustment"]);
var pointsTransaction = z13.object({
  id,
  partnerId: companyId,
  number: version,
  kind: z13.enum(["grant", "hold", "capture", "void", "expire"]),
  /** The lot that was granted, the exchange, or the instant at which the lots were over. */
  reference: id,
  at: time,
  postings: z13.array(z13.object({ account: postingAccount, points: z13.int() })).min(2).max(6)
});
var commandBase = z13.object({ partnerId: companyId });
var command2 = (name2, summary, schema2) => defineMessage({
  type: `reservoir.points-exchange.${name2}.v1`,
  topic: "points-exchange.commands.v1",
  summary,
  keyOf: (data) => data.partnerId,
  schema: schema2
});
var requestQuote = command2(
  "request-quote",
  "Ask what licences cost in points (PT-3)",
  commandBase.extend({
    sku,
    term,
    quantity,
    actor
  })
);
var acceptQuote = command2(
  "accept-quote",
  "Exchange points for licences at a quoted price (PT-4)",
  commandBase.extend({
    quoteId: id,
    actor
  })
);
var giveUpExchange = command2(
  "give-up-exchange",
  "An exchange got no answer in time (PT-4)",
  commandBase.extend({
    exchangeId: id,
    deadline: time
  })
);
var expirePoints = command2(
  "expire-points",
  "Lots of points are past their expiry (PT-5)",
  commandBase.extend({
    lotId: id,
    expiresAt: time
  })
);
var answerBase = z13.object({ pool: poolKey, exchangeId: id });
var answer2 = (name2, summary, schema2) => defineMessage({
  type: `reservoir.license-pool.${name2}.v1`,
  topic: "points-exchange.commands.v1",
  summary,
  keyOf: (data) => data.pool.partnerId,
  schema: schema2
});
var licensesMinted = answer2(
  "mint-accepted",
  "Answer to mint-licenses: the lot is in the pool",
  answerBase.extend({
    lotId: id,
    poolVersion: version
  })
);
var mintRefused = answer2(
  "mint-refused",
  "Answer to mint-licenses: it never will be",
  answerBase.extend({ refusal })
);
var eventBase = z13.object({
  account: accountState,
  transaction: pointsTransaction,
  lots: z13.array(pointsLotState).max(1e3)
});
var event3 = (name2, summary, schema2) => defineMessage({
  type: `reservoir.points-exchange.${name2}.v1`,
  topic: "points-exchange.events.v1",
  summary,
  keyOf: (data) => data.account.partnerId,
  schema: schema2
});
var pointsGranted = event3("points-granted", "Points were credited (PT-2)", eventBase);
var pointsHeld = event3(
  "points-held",
  "Points are held for an exchange (PT-4)",
  eventBase.extend({
    exchange: exchangeState
  })
);
var exchangeCaptured = event3(
  "exchange-captured",
  "Points became licences (PT-4)",
  eventBase.extend({
    exchange: exchangeState
  })
);
var exchangeVoided = event3(
  "exchange-voided",
  "An exchange gave its points back (PT-4)",
  eventBase.extend({
    exchange: exchangeState
  })
);
var pointsExpired = event3("points-expired", "Points expired (PT-5)", eventBase);
var quoteChanged = defineMessage({
  type: "reservoir.points-exchange.quote-changed.v1",
  topic: "points-exchange.events.v1",
  summary: "A quote was issued or accepted: its whole current state",
  keyOf: (data) => data.quote.partnerId,
  schema: z13.object({ quote: quoteState })
});

// libs/messages/src/registry.ts
var isMessage = (value) => typeof value === "object" && value !== null && "keyOf" in value;
var messages = new Map(
  [
    orders_exports,
    companies_exports,
    catalog_exports,
    license_pool_commands_exports,
    license_pool_events_exports,
    contracts_commands_exports,
    contracts_events_exports,
    points_exchange_exports,
    operations_exports
  ].flatMap((file) => Object.values(file)).filter(isMessage).map((message) => [message.type, message])
);

// libs/messages/src/topics.ts
var days = (retentionDays, summary) => ({
  cleanup: "delete",
  retentionDays,
  summary
});
var topics = {
  "orders.v1": days(14, "Purchases, refunds and points purchases of upstream order systems, by partner"),
  "orders.receipts.v1": days(14, "One receipt per order line: accepted, duplicate or refused, and why"),
  "companies.commands.v1": days(7, "Commands on companies, by company"),
  "companies.events.v1": {
    cleanup: "compact",
    summary: "Companies, each record with the whole current state"
  },
  "catalog.commands.v1": days(7, "Commands on the catalog, by product, module or distributor"),
  "catalog.events.v1": {
    cleanup: "compact",
    summary: "Families, products, modules, assortments and prices, each record with the whole current state"
  },
  "license-pool.commands.v1": days(7, "Commands on license pools, by pool"),
  "license-pool.events.v1": days(14, "What happened to license pools, by pool"),
  "contracts.commands.v1": days(7, "Commands on contracts and the answers of license pools, by customer"),
  "contracts.events.v1": days(14, "What happened to contracts, services and entitlements, by customer"),
  "points-exchange.commands.v1": days(
    7,
    "Commands on MSSP points and the answers of license pools, by partner"
  ),
  "points-exchange.events.v1": days(14, "What happened to MSSP points, by partner"),
  "operations.v1": days(7, "Outcomes of commands, by operation")
};

// libs/messaging/src/errors.ts
var StaleVersion = class extends Error {
  name = "StaleVersion";
};

// libs/messaging/src/aggregates.ts
var Aggregates = class {
  constructor(collection) {
    this.collection = collection;
  }
  collection;
  async load(chunk2, ids) {
    const slots = this.#slots(chunk2);
    const missing = [...new Set(ids)].filter((id2) => !slots.has(id2));
    if (missing.length === 0) return;
    const filter = { _id: { $in: missing } };
    const documents = await this.collection.find(filter, { session: chunk2.session, batchSize: 5e3 }).toArray();
    for (const id2 of missing) slots.set(id2, { loadedVersion: null, state: void 0, changed: false });
    for (const document of documents) this.#keep(slots, document);
  }
  /**
   * Puts documents that the caller found by a query of its own (in the chunk's session) into the chunk. What the chunk
   * holds already stays as it is.
   */
  adopt(chunk2, documents) {
    const slots = this.#slots(chunk2);
    for (const document of documents) if (!slots.has(document._id)) this.#keep(slots, document);
  }
  /**
   * The state as the chunk has it by now.
   * @throws Error when the id stood in no needs: a bug, since a missing document would look the same.
   */
  find(chunk2, id2) {
    const slot = this.#slots(chunk2).get(id2);
    if (!slot)
      throw new Error(`${this.collection.collectionName} ${id2} was not loaded: name it in the needs`);
    return slot.state;
  }
  /** All that the chunk holds of this collection, changed or not. */
  loaded(chunk2) {
    return [...this.#slots(chunk2).values()].flatMap((slot) => slot.state === void 0 ? [] : [slot.state]);
  }
  /** Replaces the state; it is written at the end of the chunk. An id that was not loaded is taken for a new document. */
  put(chunk2, state) {
    const slots = this.#slots(chunk2);
    const slot = slots.get(state.id);
    if (slot) Object.assign(slot, { state, changed: true });
    else slots.set(state.id, { loadedVersion: null, state, changed: true });
  }
  async save(chunk2) {
    const changed = [...this.#slots(chunk2).values()].filter((slot) => slot.changed);
    const inserts = changed.filter((slot) => slot.loadedVersion === null);
    const updates = changed.filter((slot) => slot.loadedVersion !== null);
    if (inserts.length > 0) await this.#insert(chunk2, inserts);
    if (updates.length > 0) await this.#replace(chunk2, updates);
  }
  async #insert(chunk2, slots) {
    const documents = slots.map((slot) => toDocument(slot.state));
    try {
      await this.collection.insertMany(documents, { session: chunk2.session, ordered: true });
    } catch (error) {
      if (error.code === 11e3) throw new StaleVersion(String(error));
      throw error;
    }
  }
  async #replace(chunk2, slots) {
    const writes = slots.map((slot) => {
      const replacement = toDocument(slot.state);
      return { replaceOne: { filter: { _id: replacement._id, version: slot.loadedVersion }, replacement } };
    });
    const result = await this.collection.bulkWrite(writes, { session: chunk2.session, ordered: false });
    if (result.matchedCount !== slots.length)
      throw new StaleVersion(
        `${this.collection.collectionName}: ${slots.length - result.matchedCount} stale`
      );
  }
  #keep(slots, document) {
    const { _id: id2, ...rest } = document;
    const state = { id: id2, ...rest };
    slots.set(id2, { loadedVersion: state.version, state, changed: false });
  }
  #slots(chunk2) {
    return chunk2.stateOf(this, () => /* @__PURE__ */ new Map());
  }
};
function toDocument(state) {
  const { id: id2, ...rest } = state;
  return { _id: id2, ...rest };
}

// libs/messaging/src/chunk.ts
var Chunk = class {
  constructor(session, now2) {
    this.session = session;
    this.now = now2;
  }
  session;
  now;
  #states = /* @__PURE__ */ new Map();
  /** What a store remembers of this chunk; made at the first call. */
  stateOf(store, create) {
    const known = this.#states.get(store);
    if (known) return known;
    const state = create();
    this.#states.set(store, state);
    return state;
  }
};

// libs/messaging/src/chunk-server.ts
import { Server } from "@nestjs/microservices";

// libs/messaging/src/parking.ts
import { mongo } from "mongoose";

// libs/messaging/src/protocol-points.ts
import { channel } from "node:diagnostics_channel";
var protocolChannelName = "reservoir:messaging:protocol";
var protocolChannel = channel(protocolChannelName);

// libs/messaging/src/run-chunk.ts
import { setTimeout as sleep2 } from "node:timers/promises";

// libs/messaging/src/commit-chunk.ts
import { setTimeout as sleep } from "node:timers/promises";

// libs/messaging/src/dead-letter.ts
import { mongo as mongo2 } from "mongoose";

// libs/messaging/src/collections.ts
import { Schema } from "mongoose";

// libs/messaging/src/handler-table.ts
import { isObservable, lastValueFrom } from "rxjs";

// libs/messaging/src/lanes.ts
import { setTimeout as sleep3 } from "node:timers/promises";

// libs/messaging/src/partitions.ts
import { Partitioners } from "kafkajs";

// libs/messaging/src/publisher.ts
import { setTimeout as sleep4 } from "node:timers/promises";

// libs/messaging/src/handles.ts
import { Ctx, EventPattern, Payload } from "@nestjs/microservices";

// apps/license-pool/src/adapters/mongo/linked.ts
var Linked = class {
  constructor(from, to, idsIn) {
    this.from = from;
    this.to = to;
    this.idsIn = idsIn;
  }
  from;
  to;
  idsIn;
  async load(chunk2, ids) {
    await this.from.load(chunk2, ids);
    const named = ids.flatMap((id2) => {
      const state = this.from.find(chunk2, id2);
      return state === void 0 ? [] : this.idsIn(state);
    });
    await this.to.load(chunk2, named);
  }
  save() {
    return Promise.resolve();
  }
};

// apps/license-pool/src/adapters/mongo/mongo-reservations.ts
var rememberedMs = 14 * 864e5;
var removalOf = (endedAt) => endedAt === null ? null : new Date(epochMs(endedAt) + rememberedMs);
var reservationsIn = (store, chunk2) => ({
  find: (id2) => store.find(chunk2, id2),
  save: (reservation) => store.put(chunk2, { ...reservation, removeAt: removalOf(reservation.endedAt) })
});

// apps/license-pool/src/domain/draw-order.ts
var lotsPerDraw = 1e3;
var inDrawOrder = (a, b) => compare(a.expiresAt, b.expiresAt) || compare(a.purchasedAt, b.purchasedAt) || compare(a.id, b.id);
var compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;

// apps/license-pool/src/adapters/mongo/schemas.ts
import { Schema as Schema2 } from "mongoose";
var options = { strict: true, versionKey: false };
var text = { type: String, required: true };
var number = { type: Number, required: true };
var counts2 = {
  available: number,
  reserved: number,
  assigned: number,
  retired: number,
  expired: number,
  refunded: number,
  transferredOut: number
};
var picks2 = [new Schema2({ lotId: text, quantity: number }, { _id: false })];
var poolSchema = new Schema2(
  { _id: String, partnerId: text, sku: text, term: text, quantity: number, counts: counts2, version: number },
  { ...options, collection: "pools" }
);
var lotSchema = new Schema2(
  {
    _id: String,
    poolId: text,
    provenance: text,
    source: { orderId: String, line: String, exchangeId: String },
    contentHash: String,
    distributorId: text,
    quantity: number,
    counts: counts2,
    purchasedAt: text,
    expiresAt: text,
    version: number
  },
  { ...options, collection: "lots" }
);
var isOpen = { "counts.available": { $gt: 0 } };
var drawOrder = { expiresAt: 1, purchasedAt: 1, _id: 1 };
lotSchema.index({ poolId: 1, ...drawOrder }, { name: "draw-order", partialFilterExpression: isOpen });
lotSchema.index(
  { expiresAt: 1 },
  { name: "expiry", partialFilterExpression: { ...isOpen, expiresAt: { $lt: never } } }
);
var reservationSchema = new Schema2(
  {
    _id: String,
    poolId: text,
    holder: { assignmentId: text, customerId: text, contractId: text },
    picks: picks2,
    deadline: text,
    state: text,
    endedAt: String,
    version: number,
    removeAt: Date
  },
  { ...options, collection: "reservations" }
);
reservationSchema.index({ state: 1, deadline: 1 }, { name: "deadline" });
reservationSchema.index({ removeAt: 1 }, { name: "removal", expireAfterSeconds: 0 });
var exchangeSchema = new Schema2(
  { _id: String, poolId: text, lotId: String, version: number },
  { ...options, collection: "exchanges" }
);
var refundSchema = new Schema2(
  { _id: String, contentHash: text, lotId: text, quantity: number, version: number },
  { ...options, collection: "refunds" }
);
var partnerSchema = new Schema2(
  { _id: String, distributorId: text, version: number },
  { ...options, collection: "partners" }
);
var assortmentSchema = new Schema2(
  { _id: String, offers: { type: Map, of: [String], required: true }, version: number },
  { ...options, collection: "assortments" }
);

// apps/license-pool/src/adapters/mongo/sorted-lots.ts
function place(lots3, lot, open) {
  const index = placeOf(lots3, lot);
  const there = lots3[index]?.id === lot.id ? 1 : 0;
  if (open) lots3.splice(index, there, lot);
  else lots3.splice(index, there);
}
function placeOf(lots3, lot) {
  let [low, high] = [0, lots3.length];
  while (low < high) {
    const middle = low + high >>> 1;
    const other = lots3[middle];
    if (other && inDrawOrder(other, lot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

// apps/license-pool/src/adapters/mongo/open-lots.ts
var batchSize = 200;
var OpenLots = class {
  constructor(lots3) {
    this.lots = lots3;
  }
  lots;
  async load(chunk2, needs) {
    const pools = this.#pools(chunk2);
    for (const { poolId, quantity: quantity2 } of needs) {
      const { asked, draws } = pools.get(poolId) ?? { asked: 0, draws: 0 };
      pools.set(poolId, { lots: [], complete: false, asked: asked + quantity2, draws: draws + 1 });
    }
    for (const poolId of new Set(needs.map((need) => need.poolId))) await this.#fetch(chunk2, poolId);
    for (const pool2 of pools.values()) pool2.lots = [];
    for (const lot of this.lots.loaded(chunk2))
      if (openIn(lot, chunk2.now) > 0) pools.get(lot.poolId)?.lots.push(lot);
    for (const pool2 of pools.values()) pool2.lots.sort(inDrawOrder);
  }
  /** What the chunk changes, it writes through the lots themselves. */
  save() {
    return Promise.resolve();
  }
  /**
   * The open lots of a pool by now.
   * @throws Error when the pool stood in no needs: a bug, since no lots would look the same.
   */
  in(chunk2, poolId) {
    return this.#pool(chunk2, poolId);
  }
  /** Follows a lot that the chunk added or changed. */
  follow(chunk2, lot) {
    const pool2 = this.#pools(chunk2).get(lot.poolId);
    if (pool2) place(pool2.lots, lot, openIn(lot, chunk2.now) > 0);
  }
  /** Reads on until the draws are covered, or each of them has as many lots as it may touch (PO-4). */
  async #fetch(chunk2, poolId) {
    const pool2 = this.#pool(chunk2, poolId);
    const filter = { poolId, ...isOpen, expiresAt: { $gt: chunk2.now } };
    const cursor = this.lots.collection.find(filter, {
      session: chunk2.session,
      sort: drawOrder,
      batchSize
    });
    let covered = 0;
    let found = 0;
    for await (const lot of cursor) {
      this.lots.adopt(chunk2, [lot]);
      covered += lot.counts.available;
      found += 1;
      if (covered >= pool2.asked || found >= pool2.draws * lotsPerDraw) return;
    }
    pool2.complete = true;
  }
  #pool(chunk2, poolId) {
    const pool2 = this.#pools(chunk2).get(poolId);
    if (!pool2) throw new Error(`the open lots of ${poolId} were not loaded: name the draw in the needs`);
    return pool2;
  }
  #pools(chunk2) {
    return chunk2.stateOf(this, () => /* @__PURE__ */ new Map());
  }
};

// apps/license-pool/src/adapters/mongo/mongo-collections.ts
var MongoCollections = class {
  pools;
  lots;
  reservations;
  exchanges;
  refunds;
  partners;
  assortments;
  #openLots;
  constructor(connection) {
    this.pools = aggregates(connection, "Pool", poolSchema);
    this.lots = aggregates(connection, "Lot", lotSchema);
    this.reservations = aggregates(connection, "Reservation", reservationSchema);
    this.exchanges = aggregates(connection, "Exchange", exchangeSchema);
    this.refunds = aggregates(connection, "Refund", refundSchema);
    this.partners = aggregates(connection, "Partner", partnerSchema);
    this.assortments = aggregates(connection, "Assortment", assortmentSchema);
    this.#openLots = new OpenLots(this.lots);
  }
  /**
   * The stores by the names that needs use, in the order in which they are loaded and saved: the pool first, since two
   * chunks that meet do so there.
   */
  get stores() {
    const { pools, lots: lots3, reservations, exchanges, refunds, partners, assortments } = this;
    return {
      pools,
      partners,
      assortments,
      exchanges,
      refunds,
      reservations,
      lots: lots3,
      /** By reservation: with its lots. */
      holdings: new Linked(reservations, lots3, ({ picks: picks3 }) => picks3.map(({ lotId }) => lotId)),
      /** By lot: with its pool. */
      orderLines: new Linked(lots3, pools, ({ poolId }) => [poolId]),
      draws: this.#openLots
    };
  }
  /** The collections as the chunk has them by now; made once per chunk. */
  in(chunk2) {
    return chunk2.stateOf(this, () => this.#bind(chunk2));
  }
  #bind(chunk2) {
    const { lots: lots3 } = this;
    return {
      pools: bound(this.pools, chunk2),
      lots: {
        find: (id2) => lots3.find(chunk2, id2),
        openIn: (poolId) => this.#openLots.in(chunk2, poolId),
        save: (lot) => {
          lots3.put(chunk2, lot);
          this.#openLots.follow(chunk2, lot);
        }
      },
      reservations: reservationsIn(this.reservations, chunk2),
      exchanges: bound(this.exchanges, chunk2),
      refunds: bound(this.refunds, chunk2),
      partners: bound(this.partners, chunk2),
      assortments: bound(this.assortments, chunk2)
    };
  }
};
function aggregates(connection, name2, schema2) {
  const { collection } = connection.model(name2, schema2);
  return new Aggregates(collection);
}
var bound = (store, chunk2) => ({
  find: (id2) => store.find(chunk2, id2),
  save: (state) => store.put(chunk2, state)
});

// apps/license-pool/zz-micro.mts
import mongoose from "mongoose";

// apps/license-pool/src/adapters/kafka/states.ts
var poolKeyOf = (key2) => ({ id: poolIdOf(key2), ...key2 });

// apps/license-pool/zz-micro.mts
var now = "2026-11-21T10:00:00.000Z";
var datas = Array.from({ length: 100 }, (_, i) => licensePurchased.schema.parse({ orderId: `order-${i}`, line: "1", distributorId: "distributor-one", partnerId: "partner-gold", sku: "endpoint-security:secure-plus", term: "Y1", quantity: 5, unitPrice: { currency: "EUR", amountMinor: 100 }, purchasedAt: "2026-11-20T10:00:00Z" }));
var best = (name2, f) => {
  let b = 1e12;
  let sink;
  for (let r = 0; r < 4e3; r++) {
    const t = process.hrtime.bigint();
    for (let i = 0; i < 100; i++) sink = f(datas[i], i);
    b = Math.min(b, Number(process.hrtime.bigint() - t));
  }
  console.log(name2, b / 100, "ns", typeof sink);
};
var partner = { id: "partner-gold", distributorId: "distributor-one", version: 1 };
var asst = { id: "distributor-one", offers: { "endpoint-security:secure-plus": ["Y1"] }, version: 1 };
var key = poolKeyOf({ partnerId: "partner-gold", sku: "endpoint-security:secure-plus", term: "Y1" });
best("spread request", (d) => ({ ...d, lotId: "x", pool: key, contentHash: "h" }));
best("poolKeyOf", (d) => poolKeyOf({ partnerId: d.partnerId, sku: d.sku, term: d.term }));
best("firstRefusal", (d) => firstRefusal(orderPolicies, d, partner, asst));
var pool = emptyPool(key);
best("poolCredited", () => {
  pool = poolCredited(pool, 1);
  return pool;
});
best("credited", () => credited(noCounts, 5));
var nl = (d) => ({ id: "x", poolId: key.id, provenance: "purchase", source: { orderId: d.orderId, line: d.line }, contentHash: "h", distributorId: d.distributorId, quantity: 5, purchasedAt: d.purchasedAt, expiresAt: never });
best("newLot", nl);
best("openLot", (d) => openLot(nl(d)));
best("addLot", (d) => addLot(pool, nl(d)));
var cols = new MongoCollections(mongoose.createConnection());
var chunk = new Chunk({}, now);
cols.partners.adopt(chunk, [{ _id: "partner-gold", distributorId: "distributor-one", version: 1 }]);
best("in", () => cols.in(chunk));
best("find", () => cols.in(chunk).partners.find("partner-gold"));
best("lots.save", (d, i) => {
  cols.in(chunk).lots.save({ id: "l" + i, poolId: "p" });
});
best("pools.save", (d, i) => {
  cols.in(chunk).pools.save(pool);
});
var lots2 = Array.from({ length: 100 }, (_, i) => openLot(nl(datas[i])));
best("toDocument", (_, i) => {
  const { id: id2, ...rest } = lots2[i];
  return { _id: id2, ...rest };
});
best("assign", (_, i) => {
  const d = { _id: lots2[i].id };
  for (const k in lots2[i]) if (k !== "id") d[k] = lots2[i][k];
  return d;
});
best("schema parse", (d) => licensePurchased.schema.parse(d));
process.exit(0);
