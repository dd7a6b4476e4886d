import { purging } from '@reservoir/messaging';
import { Schema } from 'mongoose';

const options = { versionKey: false, _id: false } as const;
const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;
const optionalText = { type: String, default: null } as const;

/** Local copies of companies; `version` is the fact's sequence. */
export const companySchema = new Schema(
  {
    _id: text,
    version: whole,
    type: text,
    parentId: optionalText,
    tier: optionalText,
    distributorId: text,
    suspended: { type: Boolean, required: true },
  },
  options,
);

/** What is known of the catalog, in one collection: `_id` is `module/…`, and `type` is `module`. */
export const catalogSchema = new Schema(
  { _id: text, version: whole, type: text },
  { ...options, strict: false },
).index({ products: 1 }, { partialFilterExpression: { type: 'module' } });

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
