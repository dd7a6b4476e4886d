import { namesChoice } from '@reservoir/catalog-rules';
import type { Refusal } from '@reservoir/kernel';
import type { Plan } from '../plan.js';
import { productOfSku, protectionModelOfSku } from '../service.js';
import type { Situation } from '../situation.js';
import { type ContractRun, runsAfter } from './runs-after.js';

/**
 * Whether a family has one commercial product, in one protection model, at every moment of the timeline that a plan leaves,
 * and no module beside a scheduled product that includes or does not allow it (CT-5, CT-16).
 * @returns the refusal, if not
 */
export function whyTwoProducts(situation: Situation, plan: Plan): Refusal | undefined {
  const patches = new Map(plan.patches.map((patch) => [patch.contractId, patch]));
  const runs = [...situation.contracts, ...plan.drafts]
    .filter(({ mode }) => mode === 'commercial')
    .map((one) => runsAfter(one, patches.get(one.id)));
  const products = runs.flat().filter(({ kind, end }) => kind === 'product' && end > situation.today);
  for (const one of products) {
    const other = products.find((run) => run.sku !== one.sku && overlap(run, one));
    if (other) return twoProducts(one, other);
  }
  const modules = runs.flat().filter(({ kind }) => kind === 'module');
  for (const [present, scheduled] of runs)
    if (present?.kind === 'product' && scheduled && scheduled.sku !== present.sku) {
      const misfit = modules.find((run) => overlap(run, scheduled) && !goesWith(situation, run, scheduled));
      if (misfit) return doesNotGo(misfit, scheduled);
    }
  return undefined;
}

const overlap = (a: ContractRun, b: ContractRun): boolean => a.start < b.end && b.start < a.end;

function goesWith({ modules, products }: Situation, { sku: id }: ContractRun, { sku }: ContractRun): boolean {
  const module = modules.find((one) => one.id === id);
  const product = products.find((one) => one.id === productOfSku(sku));
  if (!module || !product) return false;
  const choice = { request: { protectionModel: protectionModelOfSku(sku), term: 'Y1' as const }, product };
  const isAllowed = module.onlyWith.length === 0 || namesChoice(module.onlyWith, choice);
  return module.products.includes(product.id) && isAllowed && !namesChoice(module.includedIn, choice);
}

const twoProducts = (one: ContractRun, other: ContractRun): Refusal => ({
  code: 'two-products',
  rule: 'CT-5',
  detail: `from ${one.start > other.start ? one.start : other.start} on the client would have ${one.sku} and ${other.sku}`,
  errors: [one, other].map(({ contractId, sku, start, end }) => ({ contractId, sku, start, end })),
});

const doesNotGo = (module: ContractRun, { sku, start }: ContractRun): Refusal => ({
  code: 'module-beyond-change',
  rule: 'CT-16',
  detail: `${module.sku} does not go with ${sku}, which begins on ${start}: it has to end by then`,
  errors: [{ contractId: module.contractId, sku: module.sku, end: module.end }],
});
