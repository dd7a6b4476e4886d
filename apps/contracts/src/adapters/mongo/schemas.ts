import { purging } from '@reservoir/messaging';
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

/**
 * All that belongs to a customer and changes together, in one collection: `_id` is `contract/…`, and `type` is `contract`
 * (docs/adr/0029). Whatever time makes due has `dueAt`; null or missing when nothing is.
 */
export const aggregateSchema = new Schema(
  { _id: text, version: whole, type: text },
  { ...options, strict: false },
)
  .index({ customerId: 1, type: 1 })
  .index({ type: 1, dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } })
  .index({ deadline: 1 }, { partialFilterExpression: { type: 'assignment', state: 'open' } })
  .index(...purging);
