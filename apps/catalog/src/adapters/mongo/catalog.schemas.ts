import { Schema } from 'mongoose';

/** One document per item of the catalog, replaced with each publication; found by `_id` only. The border has validated the body. */
const publishedIn = (collection: string) =>
  new Schema(
    {
      _id: String,
      version: { type: Number, required: true },
      body: { type: Schema.Types.Mixed, required: true },
    },
    { collection, strict: true, versionKey: false },
  );

export const familySchema = publishedIn('families');
export const productSchema = publishedIn('products');
export const moduleSchema = publishedIn('modules');
/** By distributor. */
export const assortmentSchema = publishedIn('assortments');
/** By distributor. */
export const pricesSchema = publishedIn('prices');

/** What the catalog knows of companies: enough to tell who is a distributor. */
export const companySchema = new Schema(
  {
    _id: String,
    type: { type: String, required: true },
    version: { type: Number, required: true },
  },
  { collection: 'companies', strict: true, versionKey: false },
);
