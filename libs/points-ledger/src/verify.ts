import { type Balances, balancesAfter, ledgerAccounts, noBalances, postingsOf, sumOf } from './accounts.js';
import type { LedgerEntry } from './entry.js';
import { genesisHash, hashOf } from './seal.js';

/** How far a ledger was followed: its last entry there. */
export interface ChainPosition {
  /** 0 before the first entry. */
  readonly number: number;
  readonly hash: string;
  readonly balances: Balances;
}

/** Before the first entry. */
export const beginning: ChainPosition = { number: 0, hash: genesisHash, balances: noBalances };

/** The first thing that is wrong in a ledger, by the entry that it is wrong with. */
export interface LedgerFault {
  readonly number: number;
  /** Null when the entry is not there. */
  readonly id: string | null;
  readonly code:
    | 'entry-missing'
    | 'entry-changed'
    | 'chain-broken'
    | 'does-not-balance'
    | 'balances-differ'
    | 'head-differs';
  readonly detail: string;
}

/** What a verification found. */
export type Verification =
  | { readonly ok: true; readonly position: ChainPosition }
  | { readonly ok: false; readonly fault: LedgerFault };

/**
 * Follows a ledger (PT-1): numbers without a gap, each hash that of its entry, each entry naming the hash before it, postings
 * that sum to 0 and make the balances.
 * @param from where the entry before the first of these stands
 */
export function verifyEntries(from: ChainPosition, entries: readonly LedgerEntry[]): Verification {
  let position = from;
  for (const entry of entries) {
    const fault = faultOf(position, entry);
    if (fault) return { ok: false, fault };
    const { number, hash, balances } = entry;
    position = { number, hash, balances };
  }
  return { ok: true, position };
}

/** The end of a ledger is what its account says: nothing was cut off. */
export function verifyHead(
  { number, hash }: ChainPosition,
  head: { readonly version: number; readonly hash: string },
): LedgerFault | undefined {
  if (number < head.version) return missing(number + 1);
  if (number === head.version && hash === head.hash) return undefined;
  const detail = `the account says ${head.version} with hash ${head.hash}; the last entry is ${number} with ${hash}`;
  return { number, id: null, code: 'head-differs', detail };
}

const missing = (number: number): LedgerFault => ({
  number,
  id: null,
  code: 'entry-missing',
  detail: `entry ${number} is not there`,
});

function faultOf(before: ChainPosition, entry: LedgerEntry): LedgerFault | undefined {
  const { number, id } = entry;
  const fault = (code: LedgerFault['code'], detail: string): LedgerFault => ({ number, id, code, detail });
  if (number !== before.number + 1) return missing(before.number + 1);
  const hash = hashOrNothing(entry);
  if (hash !== entry.hash)
    return fault('entry-changed', `entry ${number} says hash ${entry.hash}; its content has ${hash}`);
  if (entry.previousHash !== before.hash)
    return {
      ...fault(
        'chain-broken',
        `entry ${number} follows ${entry.previousHash}; the entry before it has ${before.hash}`,
      ),
      number: before.number,
      id: null,
    };
  if (sumOf(entry.postings) !== 0) return fault('does-not-balance', `entry ${number} does not sum to 0`);
  if (!movesMakePostings(entry))
    return fault('does-not-balance', `the lots of entry ${number} move otherwise`);
  const after = balancesAfter(before.balances, entry.postings);
  return ledgerAccounts.every((account) => after[account] === entry.balances[account])
    ? undefined
    : fault('balances-differ', `the balances of entry ${number} are not those before it and its postings`);
}

/** Somebody may have put something into an entry that has no hash at all. */
function hashOrNothing(entry: LedgerEntry): string {
  try {
    return hashOf(entry);
  } catch (error) {
    return `none (${String(error)})`;
  }
}

function movesMakePostings({ moves, postings }: LedgerEntry): boolean {
  const made = balancesAfter(noBalances, postingsOf(moves, ['available', 'held']));
  const told = balancesAfter(noBalances, postings);
  return ledgerAccounts.every((account) => made[account] === told[account]);
}
