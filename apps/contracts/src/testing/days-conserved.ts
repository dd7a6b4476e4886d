import { type UtcDay, dayOf, daysBetween, endOfTerm } from '@reservoir/kernel';
import { licencesIn } from '../domain/batch.js';
import type { Plan } from '../domain/plan.js';
import type { FamilyWalk } from './family-walk.js';
import { carriedOut, movedBy, plain, weighted, worthOfContracts } from './licence-days.js';

/** How things stood when nothing was under way. */
interface Mark {
  readonly today: UtcDay;
  readonly plans: number;
  readonly plain: number;
  readonly weighted: number;
  readonly debts: number;
  readonly licences: number;
  /** Licences of each contract's present period that never went through a grouping: only those come back in full (PO-8). */
  readonly ungrouped: ReadonlyMap<string, number>;
}

/**
 * Invariant 10 along a walk: what operations of a day leave in contracts and give back is not more than what was there and
 * they drew, but for `full` recovery. With every day alike that is exact; as the page weighs them, leap days may move between
 * batches that are grouped or carried over.
 */
export class DaysConserved {
  #mark: Mark;
  readonly #fullOn = new Map<string, UtcDay>();
  #seen = 0;

  constructor(private readonly walk: FamilyWalk) {
    this.#mark = markOf(walk);
  }

  /** What does not hold, looked at when nothing is under way. */
  faults(): readonly string[] {
    const { walk } = this;
    const before = this.#mark;
    const after = markOf(walk);
    const plans = carriedOut(walk, walk.plans.slice(before.plans));
    this.#mark = after;
    const faults = [...this.#fullFaults(), ...plans.flatMap(itemFaults)];
    if (after.today !== before.today) return faults;
    faults.push(...groupedFaults(before, plans));
    const mixes = plans.some(mixesDays);
    const leapDays = mixes
      ? 4 * (before.licences + after.licences) + 1
      : (before.debts + after.debts) / 365 + 1e-6;
    for (const [name, weigh, slack] of [
      ['plain', plain, 0],
      ['weighted', weighted, leapDays],
    ] as const) {
      const { drawn, back, byFull } = movedBy(plans, weigh);
      const [had, has] = [before[name] + drawn + byFull + slack, after[name] + back];
      if (has > had) faults.push(`invariant 10: ${name} ${had} became ${has}`);
    }
    return faults;
  }

  /** PO-8: `full` once in 90 days for each client and family. */
  #fullFaults(): string[] {
    const { plans } = this.walk;
    const used = carriedOut(this.walk, plans.slice(this.#seen)).filter(givesInFull);
    this.#seen = plans.length;
    return used.flatMap(({ customerId, familyId, day }) => {
      const key = `${customerId} ${familyId}`;
      const last = this.#fullOn.get(key);
      this.#fullOn.set(key, day);
      return last !== undefined && daysBetween(last, day) < 90
        ? [`PO-8: ${key} had full on ${last} and ${day}`]
        : [];
    });
  }
}

function markOf(walk: FamilyWalk): Mark {
  const contracts = walk.ports.contracts.all();
  return {
    today: dayOf(walk.now),
    plans: walk.plans.length,
    plain: worthOfContracts(walk, plain),
    weighted: worthOfContracts(walk, weighted),
    debts: contracts.reduce((sum, { debt }) => sum + debt, 0),
    ungrouped: new Map(
      contracts.map(({ id, periods: [{ batches }] }) => [
        id,
        licencesIn(batches.filter(({ grouped }) => !grouped)),
      ]),
    ),
    licences: contracts.reduce((sum, { periods: [{ quantity }] }) => sum + quantity, 0),
  };
}

/** Whether a plan groups licences, or carries their time over: a draft runs on for longer than its own term (CT-11, CT-12). */
const mixesDays = ({ patches, drafts }: Plan): boolean =>
  patches.some(({ adopts }) => adopts) ||
  drafts.some(({ periods: [{ start, end, term }] }) => end > endOfTerm(start, term));

const givesInFull = ({ lines }: Plan): boolean => lines.some(({ mode }) => mode === 'full');

/** PO-8: what went through a grouping does not come back in full. */
function groupedFaults({ ungrouped }: Mark, plans: readonly Plan[]): readonly string[] {
  const left = new Map(ungrouped);
  return plans
    .flatMap(({ lines }) => lines)
    .filter(({ mode, contractId }) => mode === 'full' && left.has(contractId))
    .flatMap(({ contractId, licences }) => {
      const after = (left.get(contractId) ?? 0) - licences;
      left.set(contractId, after);
      return after >= 0 ? [] : [`PO-8: ${contractId} gave ${licences} in full, of which some were grouped`];
    });
}

/** CT-18: what a plan itemises is what its pools are told. */
function itemFaults({ operationId, lines, recoveries }: Plan): readonly string[] {
  const said = lines.reduce((sum, { back }) => sum + back, 0);
  const told = recoveries.flatMap(({ back }) => back).reduce((sum, { quantity }) => sum + quantity, 0);
  return said === told ? [] : [`CT-18: ${operationId} itemises ${said} back, and gives ${told}`];
}
