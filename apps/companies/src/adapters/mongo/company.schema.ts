import { Schema } from 'mongoose';

const text = { type: String, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const whole = { type: Number, required: true } as const;
const list = { type: [Schema.Types.Mixed], required: true } as const;

/** One document per company; it has at most four above it, five marks of its own and sixteen distributors. */
export const companySchema = new Schema(
  {
    _id: String,
    type: text,
    name: text,
    parentId: String,
    tier: String,
    pointsProgramme: flag,
    vendorAccount: String,
    assistedByPartner: flag,
    ancestors: [String],
    distributorId: text,
    distributors: list,
    marks: list,
    inheritedMarks: list,
    suspension: Schema.Types.Mixed,
    version: whole,
    branch: {
      placeVersion: whole,
      placedAt: text,
      parentPlaceVersion: Number,
      unsettled: flag,
      children: whole,
      partners: whole,
      partnersBelow: whole,
      transferId: String,
    },
  },
  { collection: 'companies', strict: true, versionKey: false },
);

/** Who has something to hand down, the longest first. */
export const unsettledIndex = 'unsettled';
companySchema.index(
  { 'branch.placedAt': 1, _id: 1 },
  { name: unsettledIndex, partialFilterExpression: { 'branch.unsettled': true } },
);

/** Who is directly below a company, those with the oldest place first. */
export const childrenIndex = 'children';
companySchema.index({ parentId: 1, 'branch.parentPlaceVersion': 1, _id: 1 }, { name: childrenIndex });
