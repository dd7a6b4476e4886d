import type { Contract } from '../contract.js';
import type { Plan } from '../plan.js';
import type { Situation } from '../situation.js';
import type { ModuleRuns } from './cuts-to-fit.js';
import { type ContractRun, runsAfter } from './runs-after.js';

/** The licences of one module beside those of its product: of one service, mode and term class (CT-13). */
export interface Pairing {
  readonly product: readonly ContractRun[];
  readonly module: readonly ContractRun[];
  /** No contract of the product is left at all: its modules fall with it (CT-9). */
  readonly falls: boolean;
}

/** Every module SKU of the family, as the plan leaves it, with what it is measured by. */
export function pairingsAfter(
  { contracts }: Pick<Situation, 'contracts'>,
  plan: Pick<Plan, 'patches' | 'drafts'>,
): readonly Pairing[] {
  const patches = new Map(plan.patches.map((patch) => [patch.contractId, patch]));
  const runs = [...contracts, ...plan.drafts].flatMap((one) => runsAfter(one, patches.get(one.id)));
  const products = runs.filter(({ kind }) => kind === 'product');
  const modules = new Map<string, ContractRun[]>();
  for (const run of runs)
    if (run.kind === 'module') modules.set(keyOf(run), [...(modules.get(keyOf(run)) ?? []), run]);
  return [...modules.values()].map((module) => {
    const [{ serviceId, mode, termClass }] = module as [ContractRun];
    const ofService = products.filter((run) => run.serviceId === serviceId && run.mode === mode);
    const product = ofService.filter((run) => run.termClass === termClass); // CT-13
    return { product, module, falls: ofService.length === 0 };
  });
}

const keyOf = ({ serviceId, mode, termClass, sku }: ContractRun): string =>
  [serviceId, mode, termClass, sku].join(' ');

/** The runs of a module's contract as it stands. */
export const moduleRunsOf = ({ id, periods: [present, future] }: Contract): ModuleRuns => ({
  id,
  runs: future ? [present, future] : [present],
});
