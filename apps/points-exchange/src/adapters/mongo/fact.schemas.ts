import { Schema } from 'mongoose';

const options = (collection: string) => ({ collection, strict: true, versionKey: false }) as const;

/** What is known here of companies; found by `_id` only. */
export const companySchema = new Schema(
  {
    _id: String,
    type: { type: String, required: true },
    tier: String,
    pointsProgramme: { type: Boolean, required: true },
    vendorAccount: String,
    suspended: { type: Boolean, required: true },
    ancestors: [String],
    distributorId: { type: String, required: true },
    version: { type: Number, required: true },
  },
  options('companies'),
);

/** Since when products and modules are sold no longer. */
export const retirementSchema = new Schema(
  {
    _id: String,
    retiredAt: { type: String, required: true },
    version: { type: Number, required: true },
  },
  options('retirements'),
);

/** By distributor; at most 2,000 offers. */
export const assortmentSchema = new Schema(
  {
    _id: String,
    offers: [{ _id: false, sku: String, terms: [String] }],
    version: { type: Number, required: true },
  },
  options('assortments'),
);

/** By distributor; at most 2,000 prices. */
export const pricesSchema = new Schema(
  {
    _id: String,
    points: [
      { _id: false, sku: String, term: String, points: Number, validFrom: String, validUntil: String },
    ],
    pointsDiscounts: [{ _id: false, tier: String, discountBp: Number }],
    version: { type: Number, required: true },
  },
  options('prices'),
);
