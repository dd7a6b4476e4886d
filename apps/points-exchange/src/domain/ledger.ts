import { type Instant, idFor } from '@reservoir/kernel';
import type { Account } from './account.js';
import type { PointsLot } from './lot.js';

/** Two accounts of the partner, and the system's (PT-1). */
export type PostingAccount = 'available' | 'held' | 'issued' | 'spent' | 'expired';

/** Points that enter (positive) or leave (negative) an account. */
export interface Posting {
  readonly account: PostingAccount;
  readonly points: number;
}

/** One transaction of a partner's ledger; its postings sum to 0 (PT-1). Never edited, never deleted. */
export interface PointsTransaction {
  readonly id: string;
  readonly partnerId: string;
  /** 1, 2, 3 … in the partner's ledger: the account's version after it. */
  readonly number: number;
  readonly kind: 'grant' | 'hold' | 'capture' | 'void' | 'expire';
  /** The lot that was granted, the exchange, or the instant at which the lots were over. */
  readonly reference: string;
  readonly at: Instant;
  readonly postings: readonly Posting[];
}

/** What one transaction leaves behind: itself, and the account and the touched lots after it. */
export interface Posted {
  readonly account: Account;
  readonly lots: readonly PointsLot[];
  readonly transaction: PointsTransaction;
}

/** What a transaction is about, before its postings. */
export type Occasion = Pick<PointsTransaction, 'kind' | 'reference' | 'at'>;

/**
 * Posts to a partner's account (PT-1).
 * @throws Error when the postings do not sum to 0 or an account would be negative: a bug, never a business outcome.
 */
export function post(
  account: Account,
  lots: readonly PointsLot[],
  occasion: Occasion,
  postings: readonly Posting[],
): Posted {
  const available = account.available + sumOf(postings, 'available');
  const held = account.held + sumOf(postings, 'held');
  const number = account.version + 1;
  const balance = postings.reduce((sum, { points }) => sum + points, 0);
  if (balance !== 0 || available < 0 || held < 0)
    throw new Error(
      `PT-1 ${occasion.kind} ${occasion.reference}: ${JSON.stringify({ balance, available, held })}`,
    );
  return {
    account: { id: account.id, available, held, version: number },
    lots,
    transaction: {
      id: idFor('points-transaction', account.id, String(number)),
      partnerId: account.id,
      number,
      ...occasion,
      postings,
    },
  };
}

const sumOf = (postings: readonly Posting[], name: PostingAccount): number =>
  postings.filter(({ account }) => account === name).reduce((sum, { points }) => sum + points, 0);

/** Points that go from one account to another. */
export const move = (points: number, from: PostingAccount, to: PostingAccount): readonly Posting[] => [
  { account: from, points: 0 - points },
  { account: to, points },
];
