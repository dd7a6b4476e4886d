import { Schema } from 'mongoose';

/** One document per company; its ancestors are at most four. Found by `_id` only. */
export const companySchema = new Schema(
  {
    _id: String,
    type: { type: String, required: true },
    name: { type: String, required: true },
    parentId: String,
    tier: String,
    pointsProgramme: { type: Boolean, required: true },
    ancestors: [String],
    distributorId: { type: String, required: true },
    version: { type: Number, required: true },
  },
  { collection: 'companies', strict: true, versionKey: false },
);
