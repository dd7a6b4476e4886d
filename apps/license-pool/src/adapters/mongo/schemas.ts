import { Schema } from 'mongoose';
import { never } from '../../domain/lot.js';

const options = { strict: true, versionKey: false } as const;
const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const counts = {
  available: number,
  reserved: number,
  assigned: number,
  retired: number,
  expired: number,
  refunded: number,
  transferredOut: number,
};
const picks = [new Schema({ lotId: text, quantity: number }, { _id: false })];

/** One small document per pool, whatever its age: lots are documents of their own. Found by `_id` only. */
export const poolSchema = new Schema(
  {
    _id: String,
    partnerId: text,
    sku: text,
    term: text,
    quantity: number,
    counts,
    /** At most 91 peaks and 10 thresholds (PO-11). */
    level: {
      peaks: [{ _id: false, day: text, available: number }],
      thresholds: [{ _id: false, unit: text, value: number, armed: { type: Boolean, required: true } }],
    },
    version: number,
  },
  { ...options, collection: 'pools' },
);

/** One document per lot. Instants are ISO strings; a lot that never expires has an expiry after all others. */
export const lotSchema = new Schema(
  {
    _id: String,
    poolId: text,
    provenance: text,
    source: {
      orderId: String,
      line: String,
      exchangeId: String,
      transferId: String,
      lotId: String,
      operationId: String,
    },
    contentHash: String,
    distributorId: text,
    quantity: number,
    counts,
    purchasedAt: text,
    expiresAt: text,
    version: number,
  },
  { ...options, collection: 'lots' },
);

/** What can still be drawn. */
export const isOpen = { 'counts.available': { $gt: 0 } } as const;

/** Draw order (PO-4) within a pool. */
export const drawOrder = { expiresAt: 1, purchasedAt: 1, _id: 1 } as const;

lotSchema.index({ poolId: 1, ...drawOrder }, { name: 'draw-order', partialFilterExpression: isOpen });
// PO-2: lots of bought annual licences are not in it.
lotSchema.index(
  { expiresAt: 1 },
  { name: 'expiry', partialFilterExpression: { ...isOpen, expiresAt: { $lt: never } } },
);

/** One document per reservation, until some days after its end. */
export const reservationSchema = new Schema(
  {
    _id: String,
    poolId: text,
    holder: { assignmentId: text, customerId: text, contractId: text },
    picks,
    deadline: text,
    state: text,
    endedAt: String,
    version: number,
    removeAt: Date,
  },
  { ...options, collection: 'reservations' },
);
reservationSchema.index({ state: 1, deadline: 1 }, { name: 'deadline' });
reservationSchema.index({ removeAt: 1 }, { name: 'removal', expireAfterSeconds: 0 });

/** One document per recovery, until some days after it (PO-6). */
export const recoverySchema = new Schema(
  { _id: String, poolId: text, appliedAt: text, version: number, removeAt: Date },
  { ...options, collection: 'recoveries' },
);
recoverySchema.index({ removeAt: 1 }, { name: 'removal', expireAfterSeconds: 0 });

/** One document per exchange that was minted or given up: kept for good, since a late mint may come at any time (PT-4). */
export const exchangeSchema = new Schema(
  { _id: String, poolId: text, lotId: String, version: number },
  { ...options, collection: 'exchanges' },
);

/** One document per refund that was made: kept for good, since it may come again at any time (PO-10). */
export const refundSchema = new Schema(
  { _id: String, contentHash: text, lotId: text, quantity: number, version: number },
  { ...options, collection: 'refunds' },
);

/** One document per reversal of an exchange: kept for good, since its command may come again at any time (PT-6). */
export const reversalSchema = new Schema(
  { _id: String, exchangeId: text, quantity: number, refusal: Schema.Types.Mixed, version: number },
  { ...options, collection: 'reversals' },
);

/** What is kept of a partner; its version is that of the fact. */
export const partnerSchema = new Schema(
  {
    _id: String,
    distributorId: text,
    distributors: [{ _id: false, distributorId: text, since: text }],
    version: number,
  },
  { ...options, collection: 'partners' },
);

/** Since when products and modules are sold no longer; its version is that of the fact. */
export const retirementSchema = new Schema(
  { _id: String, retiredAt: text, version: number },
  { ...options, collection: 'retirements' },
);

/** What a distributor sells, by SKU; its version is that of the fact. At most 2000 SKUs. */
export const assortmentSchema = new Schema(
  { _id: String, offers: { type: Map, of: [String], required: true }, version: number },
  { ...options, collection: 'assortments' },
);
