import { type Refusal, type Result, ok } from '@reservoir/kernel';
import { type Contract, lastPeriod } from '../contract.js';
import type { Plan } from '../plan.js';
import type { Situation } from '../situation.js';
import { type AlignEnd, alignedEnd } from './aligned-end.js';

/** A new contract that ends where it is aligned to (CT-15). */
export function alignedContract(
  { contracts }: Pick<Situation, 'contracts'>,
  draft: Contract,
  to: AlignEnd,
): Result<Contract, Refusal> {
  const [period] = draft.periods;
  const endOf = (id: string) => {
    const other = contracts.find((one) => one.id === id);
    return other && lastPeriod(other).end;
  };
  const end = alignedEnd(period, to, endOf);
  return end.ok ? ok({ ...draft, periods: [{ ...period, ...end.value }] }) : end;
}

/** The plan with all its new contracts aligned, the product's and those of its modules (CT-15). */
export function alignedPlan(situation: Situation, plan: Plan, to: AlignEnd): Result<Plan, Refusal> {
  const drafts: Contract[] = [];
  for (const draft of plan.drafts) {
    const aligned = alignedContract(situation, draft, to);
    if (!aligned.ok) return aligned;
    drafts.push(aligned.value);
  }
  const ends = new Map(drafts.map(({ id, periods: [{ end }] }) => [id, end]));
  const draws = plan.draws.map((draw) => ({ ...draw, end: ends.get(draw.contractId) ?? draw.end }));
  return ok({ ...plan, drafts, draws });
}
