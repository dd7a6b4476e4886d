import { Schema } from 'mongoose';

const options = (collection: string) => ({ collection, strict: true, versionKey: false }) as const;
const points = { type: Number, required: true } as const;
const text = { type: String, required: true } as const;
const version = { type: Number, required: true } as const;

const balances = {
  available: points,
  held: points,
  issued: points,
  spent: points,
  expired: points,
  adjustment: points,
};

/** By partner: sums, the end of the chain and the version only, small whatever its age. */
export const accountSchema = new Schema(
  { _id: String, ...balances, hash: text, at: text, version },
  options('accounts'),
);

/** The ledger: only ever added to. */
export const transactionSchema = new Schema(
  {
    _id: String,
    partnerId: text,
    number: { type: Number, required: true },
    kind: text,
    reference: text,
    at: text,
    postings: [{ _id: false, account: String, points: Number }],
    moves: [{ _id: false, lotId: String, from: String, to: String, points: Number }],
    opens: [Schema.Types.Mixed],
    reason: String,
    by: String,
    balances,
    previousHash: text,
    hash: text,
    version,
  },
  options('transactions'),
);
transactionSchema.index({ partnerId: 1, number: 1 }, { unique: true });

/** Lots, one document each; the indexes hold open ones only, so that a search costs the same whatever was burnt before. */
export const lotSchema = new Schema(
  {
    _id: String,
    partnerId: text,
    source: Schema.Types.Mixed,
    points,
    remaining: points,
    held: points,
    spent: points,
    expired: points,
    adjusted: points,
    priority: { type: Number, required: true },
    grantedAt: text,
    expiresAt: text,
    noticeAt: String,
    version,
  },
  options('lots'),
);
const open = { partialFilterExpression: { remaining: { $gt: 0 } } };
/** Names of the indexes of lots: searches name theirs, since the planner could take either. */
export const burnOrderIndex = 'burn-order';
export const dueIndex = 'due';
export const noticeIndex = 'notice';
/** The name of the index of exchanges whose reversal waits for an answer. */
export const reversalIndex = 'reversing';
// The burn order (PT-2), and what is over of one partner.
lotSchema.index(
  { partnerId: 1, priority: 1, expiresAt: 1, grantedAt: 1, _id: 1 },
  { ...open, name: burnOrderIndex },
);
// What is over of anybody.
lotSchema.index({ expiresAt: 1, _id: 1 }, { ...open, name: dueIndex });
// Whose partner is to be told that they expire (PT-8).
lotSchema.index(
  { noticeAt: 1, _id: 1 },
  {
    partialFilterExpression: { remaining: { $gt: 0 }, noticeAt: { $gt: '' } },
    name: noticeIndex,
  },
);

export const quoteSchema = new Schema(
  {
    _id: String,
    partnerId: text,
    distributorId: text,
    sku: text,
    term: text,
    quantity: { type: Number, required: true },
    pointsPerLicense: points,
    discountBp: { type: Number, required: true },
    rateVersion: version,
    totalPoints: points,
    issuedAt: text,
    expiresAt: text,
    state: text,
    version,
  },
  options('quotes'),
);

/** At most 1,000 burns each. */
export const exchangeSchema = new Schema(
  {
    _id: String,
    quoteId: text,
    partnerId: text,
    distributorId: text,
    sku: text,
    term: text,
    quantity: { type: Number, required: true },
    totalPoints: points,
    burns: [{ _id: false, lotId: String, points: Number }],
    state: text,
    lotId: String,
    reason: Schema.Types.Mixed,
    heldAt: text,
    endedAt: String,
    deadline: text,
    operationId: String,
    reversedQuantity: { type: Number, required: true },
    reversedPoints: points,
    reversal: Schema.Types.Mixed,
    askAgainAt: String,
    version,
  },
  options('exchanges'),
);
// What waits for an answer of the pool, by the time at which it is given up.
exchangeSchema.index(
  { deadline: 1, _id: 1 },
  { partialFilterExpression: { state: 'held' }, name: 'waiting' },
);
// Whose reversal waits for an answer of the pool, by the time at which it is asked again.
exchangeSchema.index(
  { askAgainAt: 1, _id: 1 },
  { partialFilterExpression: { askAgainAt: { $gt: '' } }, name: reversalIndex },
);
