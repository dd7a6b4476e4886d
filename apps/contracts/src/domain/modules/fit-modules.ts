import { type Refusal, type Result, anchorOf, err, ok } from '@reservoir/kernel';
import type { Contract, Reason } from '../contract.js';
import type { Plan } from '../plan.js';
import { type ContractChange, contractLeaves, licencesLeave, planParts } from '../recovery/leaving.js';
import type { Situation } from '../situation.js';
import { type Breach, breachesOf } from './breaches.js';
import { type Cut, cutsToFit } from './cuts-to-fit.js';
import { newestFirst } from './newest-first.js';
import { whyTwoProducts } from './one-product.js';
import { type Pairing, moduleRunsOf, pairingsAfter } from './pairings.js';

/**
 * The plan, if every module stays within its product on the whole timeline that it leaves (CT-13, invariant 6). Else it is
 * refused with every day on which one would not; or, with `cascade`, the modules are cut to fit in the same plan. Modules
 * fall with the last contract of their product, asked for or not (CT-9).
 * @param cascade what the command says of it
 */
export function modulesFit(situation: Situation, plan: Plan, cascade: boolean): Result<Plan, Refusal> {
  const two = whyTwoProducts(situation, plan); // CT-5
  if (two) return err(two);
  const broken = pairingsAfter(situation, plan).filter(
    ({ product, module }) => breachesOf(product, module, situation.today).length > 0,
  );
  if (broken.length === 0) return ok(plan);
  const touched = new Set(plan.patches.map(({ contractId }) => contractId));
  const fixed = broken.every(({ module }) => module.every(({ contractId }) => !touched.has(contractId)));
  if (!fixed || broken.some(({ falls }) => !falls && !cascade)) return err(beyond(situation, broken));
  const changes = broken.flatMap((pairing) => cutsOf(situation, pairing));
  const parts = planParts(changes);
  return ok({
    ...plan,
    patches: [...plan.patches, ...parts.patches],
    recoveries: [...plan.recoveries, ...parts.recoveries],
    lines: [...plan.lines, ...parts.lines],
    notices: [...plan.notices, ...parts.notices],
    usesFull: plan.usesFull || parts.usesFull,
  });
}

function beyond({ today }: Situation, broken: readonly Pairing[]): Refusal {
  const found = broken.flatMap(({ product, module }) =>
    breachesOf(product, module, today).map((breach) => ({ sku: module[0]?.sku ?? '', ...breach })),
  );
  const [first] = found as [Breach & { readonly sku: string }];
  return {
    code: 'module-beyond-product',
    rule: 'CT-13',
    detail:
      `from ${first.from} on ${first.sku} would have ${first.licences} licences, ` +
      `its product ${first.most}: ask with cascade to have it cut`,
    errors: found
      .slice(0, 200)
      .map(({ sku, from, licences, most }) => ({ sku, from, licences, most, hint: 'cascade' })),
  };
}

function cutsOf(situation: Situation, { product, module, falls }: Pairing): readonly ContractChange[] {
  const contracts = newestFirst(
    situation.contracts.filter(({ id }) => module.some(({ contractId }) => contractId === id)),
  );
  return cutsToFit(product, contracts.map(moduleRunsOf), situation.today).flatMap((cut) => {
    const contract = contracts.find(({ id }) => id === cut.contractId);
    return contract ? [cutOff(situation, contract, cut, falls)] : [];
  });
}

function cutOff(situation: Situation, contract: Contract, cut: Cut, falls: boolean): ContractChange {
  const { end, futureEnd, present: licences, future: fromFuture } = cut;
  const [{ quantity }] = contract.periods;
  if (licences >= quantity)
    return contractLeaves(situation, contract, {
      event: 'ContractCancelled',
      state: 'cancelled',
      reason: reasonOf(contract, falls),
    });
  return licencesLeave(situation, contract, {
    ...{ licences, fromFuture, event: 'ContractCut' },
    ...(end === null ? {} : { end, anchorDay: anchorOf(end) }), // CT-3
    ...(futureEnd === null ? {} : { futureEnd }),
  });
}

const reasonOf = ({ product }: Contract, falls: boolean): Reason =>
  falls
    ? { code: 'product-cancelled', rule: 'CT-9', detail: `the last contract of ${product} is over` }
    : { code: 'module-cut', rule: 'CT-13', detail: `${product} has no licences for it any more` };
