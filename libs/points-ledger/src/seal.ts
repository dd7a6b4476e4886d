import { hash } from 'node:crypto';
import type { Balances } from './accounts.js';
import type { LedgerEntry, UnsealedEntry } from './entry.js';
import type { LotState } from './lot-state.js';

/** What the first entry of a ledger follows: 256 zero bits. */
export const genesisHash = '0'.repeat(64);

/**
 * SHA-256, in hexadecimal, of the canonical JSON of an entry.
 * @throws TypeError as `canonicalJson` does
 */
export const hashOf = (entry: UnsealedEntry): string => hash('sha256', canonicalJson(entry));

/**
 * All members of an entry but `hash`, as RFC 8785 (JCS) has them: no blanks, members sorted, numbers and strings as
 * ECMAScript writes them. Members are told by name, in their order, since that is faster than to sort them.
 * @throws TypeError for a number that is not whole, or that not every reader of JSON reads alike: beyond 2⁵³ − 1
 */
export function canonicalJson(entry: UnsealedEntry): string {
  const { at, by, id, kind, partnerId, previousHash, reason, reference } = entry;
  const number = whole(entry.number);
  const balances = sortedBalances(entry.balances);
  const moves = entry.moves.map(({ from, lotId, points, to }) => ({
    from,
    lotId,
    points: whole(points),
    to,
  }));
  const opens = entry.opens.map(sortedLot);
  const postings = entry.postings.map(({ account, points }) => ({ account, points: whole(points) }));
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

const sortedBalances = (balances: Balances): Balances => ({
  adjustment: whole(balances.adjustment),
  available: whole(balances.available),
  expired: whole(balances.expired),
  held: whole(balances.held),
  issued: whole(balances.issued),
  spent: whole(balances.spent),
});

const sortedLot = (lot: LotState): LotState => ({
  adjusted: whole(lot.adjusted),
  expired: whole(lot.expired),
  expiresAt: lot.expiresAt,
  grantedAt: lot.grantedAt,
  held: whole(lot.held),
  id: lot.id,
  points: whole(lot.points),
  priority: whole(lot.priority),
  remaining: whole(lot.remaining),
  spent: whole(lot.spent),
});

function whole(number: number): number {
  if (!Number.isSafeInteger(number))
    throw new TypeError(`${number} has no exact form in the hash of an entry`);
  return number;
}

/** The entry with its hash: whoever changes it, or leaves one out, breaks the chain that goes on from it. */
export const sealed = (entry: UnsealedEntry): LedgerEntry => ({ ...entry, hash: hashOf(entry) });
