import type { UtcDay } from '@reservoir/kernel';
import type { Batch } from '../batch.js';
import type { Bank } from '../contract.js';
import type { Part } from './draw-order.js';
import { type Arithmetic, spelledOut } from './formula.js';
import { type BankKey, banked, bankedOn, bankedRemoval, sameKey } from './license-day-bank.js';
import type { RecoveryMode } from './recovery-policy.js';

/** Licences that leave a batch, and how they come back. */
export interface JudgedPart extends Part<Batch> {
  readonly mode: RecoveryMode;
}

/** What a removal is worth: one line per term, term days and mode, and the accounts after it. */
export interface Counted {
  readonly lines: readonly Arithmetic[];
  readonly bank: Bank | null;
  readonly debt: number;
}

/** The formula, part after part in the order of the removal (PO-6, PO-7, CT-11). */
export function count(
  parts: readonly JudgedPart[],
  accounts: { readonly bank: Bank | null; readonly debt: number },
  daysLeft: number,
  today: UtcDay,
): Counted {
  let { bank, debt } = accounts;
  let lines: readonly Arithmetic[] = [];
  for (const part of parts) {
    const before = bankedOn(bank, today, part.batch);
    const line = lineOf(part, { days: before, debt }, daysLeft);
    if (part.mode === 'prorated') bank = banked(bank, today, { ...keyOf(part.batch), days: line.bankAfter }); // PO-7
    debt -= line.debtPaid;
    lines = added(lines, line);
  }
  return { lines, bank, debt };
}

const keyOf = ({ term, termDays }: BankKey): BankKey => ({ term, termDays });

/** Every removal pays the debt, whatever the policy gives back (CT-11). */
function lineOf(
  { batch, quantity, mode }: JudgedPart,
  before: { readonly days: number; readonly debt: number },
  daysLeft: number,
): Arithmetic {
  const prorated = bankedRemoval(before, quantity, daysLeft, batch.termDays);
  const back = { full: quantity, prorated: prorated.back, none: 0 }[mode];
  const banks = mode === 'prorated';
  return spelledOut({
    ...keyOf(batch),
    mode,
    licences: quantity,
    daysLeft,
    debtPaid: prorated.debtPaid,
    bankBefore: banks ? before.days : 0,
    back,
    retired: quantity - back,
    bankAfter: banks ? prorated.days : 0,
  });
}

/** One line per (term, term days) and mode: later parts add to the line of the first (PO-6). */
function added(lines: readonly Arithmetic[], line: Arithmetic): readonly Arithmetic[] {
  const first = lines.find((one) => sameKey(one, line) && one.mode === line.mode);
  if (!first) return [...lines, line];
  const both = spelledOut({
    ...first,
    licences: first.licences + line.licences,
    debtPaid: first.debtPaid + line.debtPaid,
    back: first.back + line.back,
    retired: first.retired + line.retired,
    bankAfter: line.bankAfter,
  });
  return lines.map((one) => (one === first ? both : one));
}
