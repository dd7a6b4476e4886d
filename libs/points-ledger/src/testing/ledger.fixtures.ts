import { type Instant, instant } from '@reservoir/kernel';
import { type LedgerAccount, balancesAfter, noBalances, postingsOf } from '../accounts.js';
import type { LedgerEntry } from '../entry.js';
import { type LotState, isOpen, lotAfter } from '../lot-state.js';
import { genesisHash, sealed } from '../seal.js';

/** Points that a test moves: `['a', 'issued', 'available', 10]` makes lot `a`. */
export type Moved = readonly [lotId: string, from: LedgerAccount, to: LedgerAccount, points: number];

/** 12:00 UTC, and so many minutes. */
export const minute = (minutes: number): Instant => instant(Date.UTC(2026, 10, 21, 12, minutes));

const aLot = (id: string, points: number): LotState => ({
  id,
  points,
  remaining: 0,
  held: 0,
  spent: 0,
  expired: 0,
  adjusted: 0,
  priority: 100,
  grantedAt: minute(0),
  expiresAt: instant('2027-01-01T00:00:00Z'),
});

/** A ledger of one entry a minute. */
export function ledgerOf(...all: readonly (readonly Moved[])[]): readonly LedgerEntry[] {
  const lots = new Map<string, LotState>();
  const entries: LedgerEntry[] = [];
  for (const [index, moved] of all.entries()) {
    const moves = moved.map(([lotId, from, to, points]) => ({ lotId, from, to, points }));
    const before = moves.map(({ lotId, points }) => lots.get(lotId) ?? aLot(lotId, points));
    moves.forEach((move, n) => lots.set(move.lotId, lotAfter(before[n] as LotState, move)));
    const last = entries.at(-1);
    const postings = postingsOf(moves, ['available', 'held']);
    entries.push(
      sealed({
        id: `entry-${index + 1}`,
        partnerId: 'partner-gold',
        number: index + 1,
        kind: 'grant',
        reference: 'reference',
        at: minute(index),
        postings,
        moves,
        opens: before.filter((lot) => !isOpen(lot)),
        reason: null,
        by: null,
        balances: balancesAfter(last?.balances ?? noBalances, postings),
        previousHash: last?.hash ?? genesisHash,
      }),
    );
  }
  return entries;
}

/** Two lots are granted, points of both are held and spent, and some come back. */
export const anyLedger = ledgerOf(
  [['a', 'issued', 'available', 600]],
  [['b', 'issued', 'available', 1000]],
  [
    ['a', 'available', 'held', 600],
    ['b', 'available', 'held', 350],
  ],
  [
    ['a', 'held', 'spent', 600],
    ['b', 'held', 'spent', 350],
  ],
  [
    ['b', 'spent', 'available', 350],
    ['a', 'spent', 'available', 30],
  ],
);
