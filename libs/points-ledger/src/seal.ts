import { hash } from 'node:crypto';
import type { Balances } from './accounts.js';
import type { LedgerEntry, UnsealedEntry } from './entry.js';
import type { LotState } from './lot-state.js';

/** What the first entry of a ledger follows: 256 zero bits. */
export const genesisHash = '0'.repeat(64);

/** SHA-256, in hexadecimal, of the canonical JSON of an entry. */
export const hashOf = (entry: UnsealedEntry): string => hash('sha256', canonicalJson(entry));

/**
 * All members of an entry but `hash`, as RFC 8785 (JCS) has them: no blanks, members sorted, numbers and strings as
 * ECMAScript writes them. Members are told by name, in their order, since that is faster than to sort them.
 */
export function canonicalJson(entry: UnsealedEntry): string {
  const { at, by, id, kind, number, partnerId, previousHash, reason, reference } = entry;
  const balances = sortedBalances(entry.balances);
  const moves = entry.moves.map(({ from, lotId, points, to }) => ({ from, lotId, points, to }));
  const opens = entry.opens.map(sortedLot);
  const postings = entry.postings.map(({ account, points }) => ({ account, points }));
  return JSON.stringify({
    at,
    balances,
    by,
    id,
    kind,
    moves,
    number,
    opens,
    partnerId,
    postings,
    previousHash,
    reason,
    reference,
  } satisfies UnsealedEntry);
}

const sortedBalances = ({ adjustment, available, expired, held, issued, spent }: Balances): Balances => ({
  adjustment,
  available,
  expired,
  held,
  issued,
  spent,
});

const sortedLot = (lot: LotState): LotState => ({
  adjusted: lot.adjusted,
  expired: lot.expired,
  expiresAt: lot.expiresAt,
  grantedAt: lot.grantedAt,
  held: lot.held,
  id: lot.id,
  points: lot.points,
  priority: lot.priority,
  remaining: lot.remaining,
  spent: lot.spent,
});

/** The entry with its hash: whoever changes it, or leaves one out, breaks the chain that goes on from it. */
export const sealed = (entry: UnsealedEntry): LedgerEntry => ({ ...entry, hash: hashOf(entry) });
