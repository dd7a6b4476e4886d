import { Schema } from 'mongoose';

const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;
const list = { type: [Schema.Types.Mixed], required: true } as const;
const options = { strict: true, versionKey: false } as const;

/** One document per transfer request (CO-3); at most 2,000 SKUs in use. */
export const transferRequestSchema = new Schema(
  {
    _id: String,
    companyId: text,
    companyType: text,
    companyName: text,
    fromId: text,
    toId: text,
    state: text,
    inUse: list,
    requestedAt: text,
    deadline: text,
    endedAt: String,
    acceptance: Schema.Types.Mixed,
    version: whole,
  },
  { ...options, collection: 'transfer_requests' },
);

/** Pending requests, by their deadline. */
export const deadlineIndex = 'deadline';
transferRequestSchema.index(
  { deadline: 1, _id: 1 },
  { name: deadlineIndex, partialFilterExpression: { state: 'pending' } },
);

/** What a distributor sells; its version is that of the fact. At most 2,000 SKUs. */
export const assortmentSchema = new Schema(
  { _id: String, skus: [String], version: whole },
  { ...options, collection: 'assortments' },
);
