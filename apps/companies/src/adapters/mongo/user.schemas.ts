import { Schema } from 'mongoose';

/** One document per user of a company. Found by `_id` only, which is made of the two. */
export const userSchema = new Schema(
  {
    _id: String,
    companyId: { type: String, required: true },
    userId: { type: String, required: true },
    name: String,
    email: String,
    role: { type: String, required: true },
    state: { type: String, required: true },
    version: { type: Number, required: true },
  },
  { collection: 'users', strict: true, versionKey: false },
);

/** One document per company that has registered a user; it holds a count and no list. Found by `_id` only. */
export const staffSchema = new Schema(
  {
    _id: String,
    inControl: { type: Number, required: true },
    version: { type: Number, required: true },
  },
  { collection: 'staffs', strict: true, versionKey: false },
);

/** One document per API key. Found by `_id` only. */
export const apiKeySchema = new Schema(
  {
    _id: String,
    companyId: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true },
    readOnly: { type: Boolean, required: true },
    secretHash: { type: String, required: true },
    createdAt: { type: String, required: true },
    createdBy: { type: String, required: true },
    expiresAt: { type: String, required: true },
    revokedAt: String,
    revokedBy: String,
    version: { type: Number, required: true },
  },
  { collection: 'api_keys', strict: true, versionKey: false },
);
