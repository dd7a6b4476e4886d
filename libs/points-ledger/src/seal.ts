import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { LedgerEntry, UnsealedEntry } from './entry.js';

/** What the first entry of a ledger follows: 256 zero bits. */
export const genesisHash = '0'.repeat(64);

/** SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of all members of an entry but `hash`. */
export function hashOf(entry: UnsealedEntry): string {
  const { id, partnerId, number, kind, reference, at, postings, moves, opens, reason, by } = entry;
  const { balances, previousHash } = entry;
  const told = {
    id,
    partnerId,
    number,
    kind,
    reference,
    at,
    postings,
    moves,
    opens,
    reason,
    by,
    balances,
    previousHash,
  };
  return hash('sha256', canonicalJson(told));
}

/** The entry with its hash: whoever changes it, or leaves one out, breaks the chain that goes on from it. */
export const sealed = (entry: UnsealedEntry): LedgerEntry => ({ ...entry, hash: hashOf(entry) });
