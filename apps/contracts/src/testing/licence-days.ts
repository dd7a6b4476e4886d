import { type Term, type UtcDay, dayOf, yearsOf } from '@reservoir/kernel';
import { type Contract, isLive } from '../domain/contract.js';
import { debtThatFits } from '../domain/grouping/grouped-days.js';
import { daysLeftOf } from '../domain/recovery/removal.js';
import type { Plan } from '../domain/plan.js';
import type { FamilyWalk } from './family-walk.js';

/** What a day of a licence is worth: as invariant 10 weighs it, or plainly one. */
export type Weigh = (of: { readonly term: Term; readonly termDays: number }) => number;

/** As invariant 10 says: a whole term is worth 365 × years, however many leap days are in it. */
export const weighted: Weigh = ({ term, termDays }) => (365 * yearsOf(term)) / termDays;

/** Every day alike: then leap days that move between batches neither come nor go. M1 is aside. */
export const plain: Weigh = ({ term }) => (term === 'M1' ? 0 : 1);

/**
 * What the client's live commercial contracts are worth today: days left of present periods, future periods as they would
 * come back, the bank of the day; less the rounding debt.
 */
export function worthOfContracts({ ports, now }: FamilyWalk, weigh: Weigh): number {
  const today: UtcDay = dayOf(now);
  const commercial = ports.contracts.all().filter(({ mode }) => mode === 'commercial');
  return commercial.reduce((sum, contract) => sum + worthOf(contract, today, weigh), 0);
}

function worthOf(contract: Contract, today: UtcDay, weigh: Weigh): number {
  const { bank, periods } = contract;
  const [present, future] = periods;
  const entries = bank?.day === today ? bank.entries : [];
  const banked = total(entries.map((entry) => entry.days * weigh(entry)));
  if (!isLive(contract)) return banked;
  const days = daysLeftOf(present, today);
  const held = total(present.batches.map((batch) => batch.quantity * days * weigh(batch)));
  const coming = total((future?.batches ?? []).map((one) => one.quantity * one.termDays * weigh(one)));
  return banked + held + coming - (present.term === 'M1' ? 0 : owed(contract, today));
}

/** The debt, or what will be left of it: where a period is over, also before anybody has looked (CT-8), what the next one cannot carry has lapsed (CT-11). */
function owed({ debt, periods: [present, future] }: Contract, today: UtcDay): number {
  if (today < present.end) return debt;
  return future ? debtThatFits(debt, future.quantity) : 0;
}

/** Plans that were carried out, or are being so: what a plan that failed would have moved stays where it is (CT-4). */
export const carriedOut = ({ ports }: FamilyWalk, plans: readonly Plan[]): readonly Plan[] =>
  plans.filter(({ operationId }) => ports.assignments.find(operationId)?.state !== 'cancelled');

/**
 * What plans drew, what they gave back, and how much of that came of `full` recovery: more than was left of it, and
 * the rounding debt that it paid with days that came back all the same (PO-8, CT-11).
 */
export function movedBy(plans: readonly Plan[], weigh: Weigh) {
  const lines = plans.flatMap((plan) => plan.lines);
  const full = lines.filter(({ mode }) => mode === 'full');
  return {
    drawn: total(plans.flatMap(({ draws }) => draws.map((one) => one.quantity * one.termDays * weigh(one)))),
    back: total(lines.map((one) => one.back * one.termDays * weigh(one))),
    byFull: total(
      full.map((one) => one.back * Math.max(0, one.termDays - one.daysLeft) * weigh(one) + one.debtPaid),
    ),
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
