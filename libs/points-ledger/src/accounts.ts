/** The accounts of PT-1: two of the partner, and what the system has given it and taken from it, in four. */
export const ledgerAccounts = ['available', 'held', 'issued', 'spent', 'expired', 'adjustment'] as const;
export type LedgerAccount = (typeof ledgerAccounts)[number];

/** Points in every account of one partner; together 0 (PT-1). What the system has issued is negative. */
export type Balances = Readonly<Record<LedgerAccount, number>>;

/** Points that enter (positive) or leave (negative) an account. */
export interface Posting {
  readonly account: LedgerAccount;
  readonly points: number;
}

/** Points of one lot on their way from one account to another. */
export interface LotMove {
  readonly lotId: string;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly points: number;
}

/** Before the first transaction. */
export const noBalances: Balances = {
  available: 0,
  held: 0,
  issued: 0,
  spent: 0,
  expired: 0,
  adjustment: 0,
};

/** The balances after some postings. */
export function balancesAfter(balances: Balances, postings: readonly Posting[]): Balances {
  const after = { ...balances };
  for (const { account, points } of postings) after[account] += points;
  return after;
}

/** What some postings sum to: 0 for a transaction (PT-1). */
export const sumOf = (postings: readonly Posting[]): number =>
  postings.reduce((sum, { points }) => sum + points, 0);

/**
 * The postings of moves: one for each account that gains or loses.
 * @param between the accounts that are told first; both, with 0, when nothing moves
 */
export function postingsOf(
  moves: readonly LotMove[],
  between: readonly [LedgerAccount, LedgerAccount],
): readonly Posting[] {
  const sums = new Map<LedgerAccount, number>(between.map((account) => [account, 0]));
  for (const { from, to, points } of moves) {
    sums.set(from, (sums.get(from) ?? 0) - points);
    sums.set(to, (sums.get(to) ?? 0) + points);
  }
  const all = [...sums].map(([account, points]) => ({ account, points }));
  const moved = all.filter(({ points }) => points !== 0);
  return moved.length > 0 ? moved : all;
}
