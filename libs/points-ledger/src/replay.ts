import type { Instant } from '@reservoir/kernel';
import { type Balances, noBalances } from './accounts.js';
import type { LedgerEntry } from './entry.js';
import { type LotState, inBurnOrder, isOpen, isOver, lotAfter } from './lot-state.js';
import { genesisHash } from './seal.js';

/** A partner's points after some entry: a checkpoint, from which later entries lead on. */
export interface LedgerState {
  /** Of the last entry; 0 before the first. */
  readonly number: number;
  readonly hash: string;
  readonly balances: Balances;
  /** Lots with something left or held. */
  readonly lots: readonly LotState[];
}

/** Before the first entry. */
export const emptyLedger: LedgerState = { number: 0, hash: genesisHash, balances: noBalances, lots: [] };

/**
 * The state after further entries, in their order.
 * @throws Error when an entry is not the next one, or moves points of a lot that is not there: a ledger with a hole.
 */
export function replay(from: LedgerState, entries: readonly LedgerEntry[]): LedgerState {
  const lots = new Map(from.lots.map((lot) => [lot.id, lot]));
  let { number, hash, balances } = from;
  for (const entry of entries) {
    if (entry.number !== number + 1) throw new Error(`PT-1 entry ${entry.number} does not follow ${number}`);
    ({ number, hash, balances } = entry);
    apply(entry, lots);
  }
  return { number, hash, balances, lots: [...lots.values()] };
}

function apply({ number, opens, moves }: LedgerEntry, lots: Map<string, LotState>): void {
  for (const lot of opens) lots.set(lot.id, lot);
  for (const move of moves) {
    const lot = lots.get(move.lotId);
    if (!lot) throw new Error(`PT-1 entry ${number} moves points of lot ${move.lotId}, which is not open`);
    lots.set(lot.id, lotAfter(lot, move));
  }
  for (const { lotId } of moves) {
    const lot = lots.get(lotId);
    if (lot && !isOpen(lot)) lots.delete(lotId);
  }
}

/**
 * What the points of a partner were at an instant.
 * @param state after the last entry of that instant or before it
 * @returns what was over then is expired, entered or not (PT-5); lots in burn order (PT-2)
 */
export function asOf({ number, balances, lots }: LedgerState, at: Instant): Omit<LedgerState, 'hash'> {
  const over = lots.filter((lot) => isOver(lot, at)).reduce((sum, { remaining }) => sum + remaining, 0);
  return {
    number,
    balances: { ...balances, available: balances.available - over, expired: balances.expired + over },
    lots: lots
      .map((lot) => (isOver(lot, at) ? { ...lot, remaining: 0, expired: lot.expired + lot.remaining } : lot))
      .filter(isOpen)
      .sort(inBurnOrder),
  };
}

/** Entries from one checkpoint to the next, at least. */
export const checkpointEvery = 256;

/**
 * Whether a checkpoint is taken after an entry: every 256 entries; where more lots are open than that, every 512, 1024 …, so
 * that a checkpoint costs each entry one lot at most, and whoever asks replays fewer entries than lots are open, or 256.
 */
export function isCheckpoint(number: number, openLots: number): boolean {
  let every = checkpointEvery;
  while (every < openLots) every *= 2;
  return number % every === 0;
}
