import { Schema } from 'mongoose';

const options = { strict: true, versionKey: false } as const;

/** One document per item of the catalog, replaced with each publication; found by `_id`, and by what it names. The border has validated the body. */
const publishedIn = (collection: string) =>
  new Schema(
    {
      _id: String,
      version: { type: Number, required: true },
      body: { type: Schema.Types.Mixed, required: true },
      retiredAt: String,
      refersTo: [String],
    },
    { ...options, collection },
  );

export const familySchema = publishedIn('families');
export const productSchema = publishedIn('products');
export const moduleSchema = publishedIn('modules').index({ refersTo: 1 });
/** By distributor. */
export const assortmentSchema = publishedIn('assortments').index({ refersTo: 1 });
/** By distributor. */
export const pricesSchema = publishedIn('prices').index({ refersTo: 1 });

/** One document per item that ever had a draft: replaced with each revision, empty once it is published. */
export const draftSchema = new Schema(
  {
    _id: String,
    version: { type: Number, required: true },
    kind: { type: String, required: true },
    itemId: { type: String, required: true },
    basedOn: { type: Number, required: true },
    body: Schema.Types.Mixed,
    violations: [Schema.Types.Mixed],
    warnings: [Schema.Types.Mixed],
    changes: [Schema.Types.Mixed],
    savedAt: { type: String, required: true },
    savedBy: { type: String, required: true },
    checkedAt: { type: String, required: true },
  },
  { ...options, collection: 'drafts' },
);

/** One document per version, written once; `_id` is `products/endpoint-security/3`. */
export const versionSchema = new Schema(
  {
    _id: String,
    version: { type: Number, required: true },
    kind: { type: String, required: true },
    itemId: { type: String, required: true },
    number: { type: Number, required: true },
    publishedAt: { type: String, required: true },
    publishedBy: { type: String, required: true },
    body: { type: Schema.Types.Mixed, required: true },
  },
  { ...options, collection: 'versions' },
);

/** What the catalog knows of companies: enough to tell who is a distributor. */
export const companySchema = new Schema(
  {
    _id: String,
    type: { type: String, required: true },
    version: { type: Number, required: true },
  },
  { ...options, collection: 'companies' },
);
