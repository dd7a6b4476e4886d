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
  tier: optionalText,
  distributorId: text,
  suspended: { type: Boolean, required: true },
});

export const productSchema = schema({
  familyId: text,
  terms: [String],
  managementModels: [String],
  protectionModels: [String],
  features: [String],
  protectionModelFeatures: list,
  trialPolicy: { type: Schema.Types.Mixed, required: true },
  recoveryPolicy: list,
  retired: { type: Boolean, required: true },
});

export const moduleSchema = schema({
  kind: text,
  features: [String],
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
  fullRecoveries: list,
  lastTrials: list,
});

/** `_id` is `customerId:product` (EN-1). */
export const serviceSchema = schema({
  customerId: text,
  product: text,
  protectionModel: optionalText,
  managementModel: text,
  autoRenew: { type: Schema.Types.Mixed, required: true },
  suspension: { type: Schema.Types.Mixed, default: null },
}).index({ customerId: 1 });

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
  next: optionalText,
  bank: { type: Schema.Types.Mixed, default: null },
  debt: whole,
  supersededBy: optionalText,
  noticed: { type: Schema.Types.Mixed, default: null },
  dueAt: String,
})
  .index({ customerId: 1 })
  .index({ dueAt: 1 }, { sparse: true });

/** By contract: when auto-renewal looks at it (CT-7); without `at` when it need not. */
export const renewalLookSchema = schema({
  customerId: text,
  partnerId: text,
  familyId: text,
  end: text,
  at: optionalText,
  told: optionalText,
}).index({ at: 1 });

/** The saga's state; kept for late answers until `purgeAt`. */
export const assignmentSchema = schema({
  customerId: text,
  partnerId: text,
  distributorId: text,
  familyId: text,
  resourceId: text,
  isAwaited: { type: Boolean, required: true },
  day: text,
  draftIds: [String],
  patches: list,
  services: list,
  usesFull: { type: Boolean, required: true },
  notices: list,
  lines: list,
  recoveries: list,
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
  parts: list,
}).index({ customerId: 1 });

/** `_id` is `customerId:sku` (EN-4). */
export const usageSchema = schema({
  customerId: text,
  sku: text,
  product: text,
  devices: whole,
  measuredAt: text,
  overSince: optionalText,
  months: list,
  told: { type: Schema.Types.Mixed, default: null },
  dueAt: optionalText,
})
  .index({ customerId: 1 })
  .index({ dueAt: 1 });

/** `_id` is `customerId:product` (EN-6). */
export const featureSwitchesSchema = schema({ customerId: text, product: text, off: list });
