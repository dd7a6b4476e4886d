import { idFor, later } from '@reservoir/kernel';
import {
  type LedgerAccount,
  type LedgerEntry,
  type LotMove,
  type LotState,
  balancesAfter,
  isOpen,
  lotAfter,
  postingsOf,
  sealed,
  sumOf,
} from '@reservoir/points-ledger';
import { type Account, balancesOf } from './account.js';
import type { PointsLot } from './lot.js';

/** What one transaction leaves behind: itself, and the account and the touched lots after it. */
export interface Posted {
  readonly account: Account;
  readonly lots: readonly PointsLot[];
  readonly transaction: LedgerEntry;
}

/** What a transaction is about, before its postings. */
export type Occasion = Pick<LedgerEntry, 'kind' | 'reference' | 'at'> &
  Partial<Pick<LedgerEntry, 'reason' | 'by'>>;

/** What moves: points of lots, between two accounts or more. */
export interface Movement {
  readonly moves: readonly LotMove[];
  /** The accounts that it is between, told also when nothing moves. */
  readonly between: readonly [LedgerAccount, LedgerAccount];
}

/**
 * Posts to a partner's account (PT-1): one entry, that carries the hash of the one before.
 * @param lots all that the moves are of, as they were before
 * @throws Error when the postings do not sum to 0, an account would be negative or a lot is missing: a bug, never a business outcome.
 */
export function post(
  account: Account,
  lots: readonly PointsLot[],
  { kind, reference, at, reason = null, by = null }: Occasion,
  { moves, between }: Movement,
): Posted {
  const postings = postingsOf(moves, between);
  const balances = balancesAfter(balancesOf(account), postings);
  if (sumOf(postings) !== 0 || balances.available < 0 || balances.held < 0)
    throw new Error(`PT-1 ${kind} ${reference}: ${JSON.stringify(balances)}`);
  const before = lotsOf(lots, moves);
  const number = account.version + 1;
  const dated = later(at, account.at);
  const transaction = sealed({
    id: idFor('points-transaction', account.id, String(number)),
    partnerId: account.id,
    number,
    kind,
    reference,
    at: dated,
    postings,
    moves,
    opens: before.filter((lot) => !isOpen(lot)).map(stateOf),
    reason,
    by,
    balances,
    previousHash: account.hash,
  });
  return {
    account: { id: account.id, ...balances, hash: transaction.hash, at: dated, version: number },
    lots: before.map((lot, n) => ({ ...lotAfter(lot, moves[n] as LotMove), version: lot.version + 1 })),
    transaction,
  };
}

/** The lots of some moves, in their order. */
function lotsOf(lots: readonly PointsLot[], moves: readonly LotMove[]): readonly PointsLot[] {
  const byId = new Map(lots.map((lot) => [lot.id, lot]));
  return moves.map(({ lotId }) => {
    const lot = byId.get(lotId);
    if (!lot) throw new Error(`points lot ${lotId} was not loaded`);
    return lot;
  });
}

const stateOf = (lot: PointsLot): LotState => {
  const { partnerId: _partner, source: _source, noticeAt: _notice, version: _version, ...state } = lot;
  return state;
};

/** Points of some lots that go from one account to another. */
export const movement = (
  parts: readonly { readonly lotId: string; readonly points: number }[],
  from: LedgerAccount,
  to: LedgerAccount,
): Movement => ({
  moves: parts.map(({ lotId, points }) => ({ lotId, from, to, points })),
  between: [from, to],
});
