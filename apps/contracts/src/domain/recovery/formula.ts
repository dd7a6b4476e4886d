import type { Term } from '@reservoir/kernel';
import type { RecoveryMode } from './recovery-policy.js';

/** How the licences of one term in one contract come back, to be shown before and after (CT-18). */
export interface Arithmetic {
  readonly term: Term;
  readonly termDays: number;
  readonly mode: RecoveryMode;
  /** Licences removed. */
  readonly licences: number;
  readonly daysLeft: number;
  /** Licence-days that paid the debt of rounding (CT-11). */
  readonly debtPaid: number;
  /** Licence-days that earlier removals of the day left over (PO-7). */
  readonly bankBefore: number;
  readonly back: number;
  readonly retired: number;
  readonly bankAfter: number;
  /** The arithmetic for people: `⌊100 × 200 ÷ 365⌋: 54 back, 46 retired`. */
  readonly formula: string;
}

/** A line with its arithmetic spelled out. */
export function spelledOut(line: Omit<Arithmetic, 'formula'>): Arithmetic {
  return { ...line, formula: `${termOf(line)}: ${line.back} back, ${line.retired} retired` };
}

function termOf({
  mode,
  licences,
  daysLeft,
  termDays,
  term,
  debtPaid,
  bankBefore,
}: Omit<Arithmetic, 'formula'>): string {
  if (mode === 'full') return `${licences} × ${term} in full`;
  if (mode === 'none') return `${licences} × ${term} without recovery`;
  const product = `${licences} × ${daysLeft}`;
  const bank = bankBefore > 0 ? `${bankBefore} + ` : '';
  const debt = debtPaid > 0 ? ` − ${debtPaid}` : '';
  return bank || debt ? `⌊(${bank}${product}${debt}) ÷ ${termDays}⌋` : `⌊${product} ÷ ${termDays}⌋`;
}
