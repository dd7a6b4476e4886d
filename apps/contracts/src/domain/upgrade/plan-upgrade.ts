import { skuOf } from '@reservoir/catalog-rules';
import { type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import { type Contract, isLive } from '../contract.js';
import { contractIsOver } from '../contracts.rejections.js';
import { carriedTime } from '../grouping/carried-time.js';
import { shareOf } from '../grouping/group-of.js';
import { drawOf, newContract } from '../plan-assignment.js';
import { namedOf } from '../plan-cancel.js';
import { type Plan, planOf } from '../plan.js';
import {
  type ContractChange,
  type Ending,
  contractLeaves,
  contractRetires,
  planParts,
} from '../recovery/leaving.js';
import { type Situation, contractsOfService } from '../situation.js';
import { modulesAfterUpgrade } from './modules-after-upgrade.js';
import { type Upgrade, type UpgradeRequest, settingsOf, upgradePolicies } from './upgrade-policies.js';

/**
 * Upgrades or downgrades a service (CT-12): all its contracts of the product become one of the new SKU, from today on; its
 * modules stay as far as they go with it. The family claim changes in the same step.
 */
export function planUpgrade(situation: Situation, request: UpgradeRequest): Result<Plan, Refusal> {
  const named = namedOf(situation);
  if (!isLive(named)) return err(contractIsOver(named, 'CT-12'));
  const target = situation.products.find(({ id }) => id === request.product);
  if (target?.familyId !== situation.familyId)
    return err({
      code: 'other-family',
      rule: 'CT-12',
      detail: `there is no product ${request.product} in the family ${situation.familyId}`,
    });
  const service = contractsOfService(situation, named);
  const upgrade: Upgrade = {
    ...{ request, named, target, sku: skuOf(target.id, request.protectionModel) },
    old: service.filter(({ kind }) => kind === 'product'),
    modules: service.filter(({ kind }) => kind === 'module'),
  };
  const refusal = firstRefusal(upgradePolicies, upgrade, situation);
  return refusal ? err(refusal) : ok(upgraded(situation, upgrade));
}

function upgraded(situation: Situation, upgrade: Upgrade): Plan {
  const { target, old, request } = upgrade;
  const draft = draftOf(situation, upgrade);
  const ending: Ending = { event: 'ContractUpgraded', state: 'superseded', supersededBy: draft.id };
  const leaves = request.mode === 'recover' ? contractLeaves : contractRetires;
  const parts = planParts([
    ...old.map((contract): ContractChange => leaves(situation, contract, ending)),
    ...modulesAfterUpgrade(situation, upgrade, draft.periods[0]),
  ]);
  return planOf(situation, {
    resourceId: draft.id,
    drafts: [draft],
    draws: [drawOf(draft)],
    services: [{ product: target.id, settings: settingsOf(upgrade, situation) }],
    ...parts,
    patches: [{ contractId: draft.id, event: 'ContractUpgraded', state: 'active' }, ...parts.patches],
  });
}

/** The contract of the new SKU: for its term, and the old licences' time if it is carried over (CT-12). */
function draftOf(situation: Situation, { request, target, sku, old }: Upgrade): Contract {
  const { term, quantity, mode } = request;
  const licences = { sku, term, quantity, start: undefined, mode: 'commercial' as const };
  const draft = newContract(situation, target, 'product', { ...licences, catalogVersion: target.version });
  if (mode === 'recover') return draft;
  const [natural] = draft.periods;
  const shares = old.map((contract) => shareOf(contract, situation.today));
  const { end, anchorDay, debt } = carriedTime(shares, quantity, natural);
  return { ...draft, periods: [{ ...natural, end, anchorDay }], debt };
}
