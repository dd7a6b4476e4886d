import { type UtcDay, daysBetween, later } from '@reservoir/kernel';
import type { Batch } from '../batch.js';
import type { Bank, Contract, Period } from '../contract.js';
import type { Taken } from '../patch.js';
import type { FormulaLine } from '../plan.js';
import type { TermPick } from '../recoveries-of.js';
import { count } from './count.js';
import { type Part, takenInReverse } from './draw-order.js';
import { sameKey } from './license-day-bank.js';
import { type RecoveryTerms, modeOf } from './recovery-policy.js';

/** What becomes of licences that leave a contract's present period, and what that leaves. */
export interface Removal {
  readonly taken: readonly Taken[];
  readonly back: readonly TermPick[];
  readonly retired: readonly TermPick[];
  readonly lines: readonly FormulaLine[];
  readonly bank: Bank | null;
  readonly debt: number;
  /** True when licences came back under `full`: the client has had it for 90 days (PO-8). */
  readonly usedFull: boolean;
}

/** What recovery looks at in a contract. */
export type Removable = {
  readonly [Key in 'id' | 'mode' | 'periods' | 'bank' | 'debt']: Contract[Key];
};

/** Days from today, or from the period's start if that is later, to its end (PO-6). */
export const daysLeftOf = ({ start, end }: { readonly start: UtcDay; readonly end: UtcDay }, today: UtcDay) =>
  Math.max(0, daysBetween(later(today, start), end)); // PO-6

/**
 * Licences leave a contract's present period (PO-6 … PO-8, CT-9, CT-10): the newest first, each term by its own formula,
 * the debt paid before. Trials have no licences of a pool, and give none back.
 * @param licences at most what the period has; all of them is a cancel
 */
export function removal(contract: Removable, licences: number, by: RecoveryTerms): Removal {
  const { mode, bank, debt } = contract;
  if (mode === 'trial') return { ...nothing, bank, debt }; // PO-6
  const [period] = contract.periods;
  const parts = takenInReverse(period.batches, licences).map((part) => ({
    ...part,
    mode: modeOf(part.batch, period.start, by),
  }));
  const counted = count(parts, { bank, debt }, daysLeftOf(period, by.today), by.today);
  const split = counted.lines.map((line) =>
    firstOf(
      parts.filter((part) => part.mode === line.mode && sameKey(part.batch, line)),
      line.back,
    ),
  );
  return {
    taken: parts.map(({ index, quantity }) => ({ batch: index, quantity })),
    back: split.flatMap(({ back }) => back),
    retired: split.flatMap(({ retired }) => retired),
    lines: counted.lines.map((line) => lineOf(line, contract.id, period)),
    bank: counted.bank,
    debt: counted.debt,
    usedFull: parts.some((part) => part.mode === 'full'),
  };
}

const nothing = { taken: [], back: [], retired: [], lines: [], usedFull: false } as const;

const lineOf = (
  line: ReturnType<typeof count>['lines'][number],
  contractId: string,
  { sku }: Period,
): FormulaLine => ({ contractId, period: 'present', sku, ...line });

/** Of each line the first in the order of the removal go back, the rest is retired (PO-6). */
function firstOf(parts: readonly Part<Batch>[], licences: number) {
  const back: TermPick[] = [];
  const retired: TermPick[] = [];
  let wanted = licences;
  for (const { batch, quantity } of parts) {
    const { lotId, term } = batch;
    const returning = Math.min(wanted, quantity);
    wanted -= returning;
    if (returning > 0) back.push({ lotId, term, quantity: returning });
    if (returning < quantity) retired.push({ lotId, term, quantity: quantity - returning });
  }
  return { back, retired };
}
