import { Schema } from 'mongoose';

const options = { strict: true, versionKey: false, _id: false } as const;
const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;
const optionalText = { type: String, default: null } as const;
const list = { type: [Schema.Types.Mixed], required: true } as const;

const schema = (fields: Record<string, object>) =>
  new Schema({ _id: text, version: whole, ...fields }, options);

/** Local copies of facts; `version` is the fact's sequence. */
export const companySchema = schema({
  type: text,
  parentId: optionalText,
  distributorId: text,
  suspended: { type: Boolean, required: true },
});

export const productSchema = schema({
  familyId: text,
  terms: [String],
  managementModels: [String],
  protectionModels: [String],
  retired: { type: Boolean, required: true },
});

export const moduleSchema = schema({
  kind: text,
  products: [String],
  onlyWith: list,
  includedIn: list,
  requires: [String],
  excludes: [String],
  retired: { type: Boolean, required: true },
}).index({ products: 1 });

export const assortmentSchema = schema({ offers: list });
export const priceListSchema = schema({});

/** One per customer: who holds which family, and what is under way (CT-5, CT-19). */
export const clientSchema = schema({
  claims: list,
  inFlight: list,
  lock: { type: Schema.Types.Mixed, default: null },
  suspension: { type: Schema.Types.Mixed, default: null },
});

/** `_id` is `customerId:product` (EN-1). */
export const serviceSchema = schema({
  customerId: text,
  product: text,
  protectionModel: optionalText,
  managementModel: text,
  autoRenew: { type: Schema.Types.Mixed, required: true },
});

export const contractSchema = schema({
  customerId: text,
  partnerId: text,
  distributorId: text,
  serviceId: text,
  familyId: text,
  product: text,
  kind: text,
  mode: text,
  state: text,
  periods: list,
  assignmentId: text,
  activatedAt: optionalText,
  endedAt: optionalText,
  reason: { type: Schema.Types.Mixed, default: null },
}).index({ customerId: 1 });

/** The saga's state; kept for late answers until `purgeAt`. */
export const assignmentSchema = schema({
  customerId: text,
  partnerId: text,
  familyId: text,
  mode: text,
  product: text,
  productContractId: text,
  term: text,
  quantity: whole,
  end: text,
  opens: { type: Schema.Types.Mixed, default: null },
  lines: list,
  state: text,
  deadline: text,
  endedAt: optionalText,
  purgeAt: { type: Date, default: null },
})
  .index({ deadline: 1 }, { partialFilterExpression: { state: 'open' } })
  .index({ purgeAt: 1 }, { expireAfterSeconds: 0 });

/** `_id` is `customerId:sku` (EN-2). */
export const entitlementSchema = schema({
  customerId: text,
  sku: text,
  timeline: list,
  contracted: list,
}).index({ customerId: 1 });
