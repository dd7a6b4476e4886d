import { z } from 'zod';
import { companyId, count, id, time, version } from './common.js';

/** SHA-256 in hexadecimal. */
export const ledgerHash = z.string().regex(/^[0-9a-f]{64}$/);

/** A lot of points (PT-2): `points` is the sum of the four counts. */
export const pointsLotState = z.object({
  id,
  points: z.int().min(1),
  remaining: count,
  held: count,
  spent: count,
  expired: count,
  /** Taken away by the operator (CO-10): with it `points` is the sum of five counts. */
  adjusted: count.optional(),
  priority: z.int().min(0).max(1000),
  grantedAt: time,
  expiresAt: time,
});

/** The accounts of PT-1: two of the partner, four of the system. */
export const postingAccount = z.enum(['available', 'held', 'issued', 'spent', 'expired', 'adjustment']);

/** Points in every account of one partner; together 0 (PT-1). */
export const ledgerBalances = z.object({
  available: count,
  held: count,
  /** What the system has given, as a negative number. */
  issued: z.int(),
  spent: z.int(),
  expired: z.int(),
  adjustment: z.int(),
});

/** What entries carry since they are chained: all that a replay needs, and the hash of the entry before. */
const chained = {
  /** The postings, lot by lot. */
  moves: z
    .array(z.object({ lotId: id, from: postingAccount, to: postingAccount, points: z.int().min(0) }))
    .max(1000),
  /** Lots that had nothing left or held before, as they were then. */
  opens: z.array(pointsLotState.extend({ adjusted: count })).max(1000),
  /** Why, in the words of who did it (CO-10). */
  reason: z.string().max(500).nullable(),
  /** The user who did it, where one did. */
  by: id.nullable(),
  /** After it. */
  balances: ledgerBalances,
  /** Of the entry before; 64 zeros for the first one. */
  previousHash: ledgerHash,
  /** SHA-256 of the canonical JSON (RFC 8785) of all other members. */
  hash: ledgerHash,
};

/** One transaction of the ledger; its postings sum to 0 (PT-1). */
export const pointsTransaction = z.object({
  id,
  partnerId: companyId,
  number: version,
  kind: z.enum(['grant', 'hold', 'capture', 'void', 'expire']),
  /** The lot that was granted, the exchange, or the instant at which the lots were over. */
  reference: id,
  at: time,
  postings: z
    .array(z.object({ account: postingAccount, points: z.int() }))
    .min(2)
    .max(6),
  ...z.object(chained).partial().shape,
});

const anyKind = z.enum(['grant', 'hold', 'capture', 'void', 'expire', 'reverse', 'adjust']);

/** A transaction of any kind, with all that it carries. */
export const ledgerEntry = pointsTransaction.extend({ kind: anyKind, ...chained });

/** A transaction of any kind, chained or from before that. */
export const anyTransaction = pointsTransaction.extend({ kind: anyKind });
