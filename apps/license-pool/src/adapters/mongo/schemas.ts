import { purging } from '@reservoir/messaging';
import { Schema } from 'mongoose';
import { never } from '../../domain/lot.js';

const options = { strict: true, versionKey: false } as const;
const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

/** Lots of which something can still be drawn. */
export const isOpen = { type: 'lot', 'counts.available': { $gt: 0 } } as const;

/** Draw order (PO-4) within a pool; what stands before the id is the same for all lots. */
export const drawOrder = { expiresAt: 1, purchasedAt: 1, _id: 1 } as const;

/** Reservations that may come to their deadline (PO-5). */
export const isHeld = { type: 'reservation', state: 'held' } as const;

/**
 * Pools and all that changes with them, in one collection: `_id` is `lot/…`, and `type` is `lot` (docs/adr/0029). An index that
 * serves one type holds no other. Instants are ISO strings, except that at which MongoDB removes a document.
 */
export const aggregateSchema = new Schema(
  { _id: String, version: number, type: text },
  { ...options, strict: false, collection: 'aggregates' },
)
  .index({ poolId: 1, ...drawOrder }, { name: 'draw-order', partialFilterExpression: isOpen })
  // PO-2: lots of bought annual licences are not in it.
  .index(
    { expiresAt: 1 },
    { name: 'expiry', partialFilterExpression: { ...isOpen, expiresAt: { $lt: never } } },
  )
  .index({ deadline: 1 }, { name: 'deadline', partialFilterExpression: isHeld })
  .index(...purging);

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
