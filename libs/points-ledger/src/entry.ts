import type { Instant } from '@reservoir/kernel';
import type { Balances, LotMove, Posting } from './accounts.js';
import type { LotState } from './lot-state.js';

/** What a transaction is about. */
export type EntryKind = 'grant' | 'hold' | 'capture' | 'void' | 'expire' | 'reverse' | 'adjust';

/**
 * One transaction of a partner's ledger (PT-1): never edited, never deleted. It tells all that it changed, so that entries
 * alone, from the first one on, give the account and its lots at any time.
 */
export interface LedgerEntry {
  readonly id: string;
  readonly partnerId: string;
  /** 1, 2, 3 … in the partner's ledger. */
  readonly number: number;
  readonly kind: EntryKind;
  /** The lot that was granted, the exchange, the adjustment, or the instant at which the lots were over. */
  readonly reference: string;
  /** Never before that of the entry before it. */
  readonly at: Instant;
  /** They sum to 0. */
  readonly postings: readonly Posting[];
  /** The same, lot by lot: one for each lot that it touched. */
  readonly moves: readonly LotMove[];
  /** Lots that had nothing left or held before, as they were then: new ones, and those that get points back. */
  readonly opens: readonly LotState[];
  /** Why, in the words of who did it (CO-10). */
  readonly reason: string | null;
  /** The user who did it, where one did. */
  readonly by: string | null;
  /** After it. */
  readonly balances: Balances;
  /** Of the entry before; of the first one, `genesisHash`. */
  readonly previousHash: string;
  /** Of all of the above. */
  readonly hash: string;
}

/** An entry before its hash is known. */
export type UnsealedEntry = Omit<LedgerEntry, 'hash'>;
