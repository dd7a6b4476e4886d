import { skuOf } from '@reservoir/catalog-rules';
import {
  type Refusal,
  type Result,
  type Term,
  daysBetween,
  endOfTerm,
  err,
  firstRefusal,
  ok,
} from '@reservoir/kernel';
import type { Contract } from '../contract.js';
import { groupOf } from '../grouping/group-of.js';
import { whyNotGrouped } from '../grouping/plan-group.js';
import type { Patch } from '../patch.js';
import { type Notice, type Plan, planOf } from '../plan.js';
import { type Situation, contractsOfService, frozenBy } from '../situation.js';
import { type Upgrade, scheduledUpgradePolicies } from '../upgrade/upgrade-policies.js';

/** Another product or protection model of the family, from the end of the present period on (CT-16, CT-12). */
export interface ProductChange {
  readonly change: 'product';
  readonly product: string;
  readonly protectionModel?: string | null | undefined;
  readonly term: Term;
  readonly quantity: number;
  /** Whether modules that outlast the group are cut (CT-13). */
  readonly cascade?: boolean | undefined;
}

/**
 * Schedules another product for a whole service (CT-16): several contracts are grouped first, and what ends before it is not
 * renewed, with a notice.
 */
export function planProductChange(
  situation: Situation,
  named: Contract,
  request: ProductChange,
): Result<Plan, Refusal> {
  const target = situation.products.find(({ id }) => id === request.product);
  if (target?.familyId !== situation.familyId)
    return err(
      refusal('other-family', `there is no product ${request.product} in the family ${situation.familyId}`),
    );
  const service = contractsOfService(situation, named);
  const upgrade: Upgrade = {
    ...{
      request: { ...request, mode: 'recover' },
      named,
      target,
      sku: skuOf(target.id, request.protectionModel),
    },
    old: service.filter(({ kind }) => kind === 'product'),
    modules: service.filter(({ kind }) => kind === 'module'),
  };
  const no = firstRefusal(scheduledUpgradePolicies, upgrade, situation) ?? whyNotOne(upgrade);
  return no ? err(no) : scheduled(situation, upgrade);
}

const refusal = (code: string, detail: string): Refusal => ({ code, rule: 'CT-16', detail });

const whyNotOne = ({ old }: Upgrade): Refusal | undefined =>
  old.length > 1 ? whyNotGrouped(old) : undefined;

function scheduled(
  situation: Situation,
  { request, target, sku, old, modules, named }: Upgrade,
): Result<Plan, Refusal> {
  const group = old.length > 1 ? groupOf(situation, old) : undefined;
  const contract = group?.draft ?? named;
  const [{ end: start, anchorDay }] = contract.periods;
  if (daysBetween(situation.today, start) >= 365)
    return err(refusal('too-early', `the present period ends on ${start}: not in less than 365 days`));
  const { term, quantity } = request;
  const end = endOfTerm(start, term, anchorDay); // CT-3
  const run = { sku, term, quantity, end };
  const versions = frozenBy(situation, target.version);
  const future: Patch['future'] = {
    do: 'add',
    period: { ...run, start, anchorDay, ...versions },
    as: 'product',
  };
  const patches: readonly Patch[] = group
    ? group.patches.map((patch) => (patch.contractId === contract.id ? { ...patch, future } : patch))
    : [{ contractId: contract.id, event: 'ChangeScheduled', future }];
  return ok(
    planOf(situation, {
      resourceId: contract.id,
      drafts: group ? [group.draft] : [],
      draws: [{ ...run, contractId: contract.id, period: 'future', termDays: daysBetween(start, end) }],
      patches,
      notices: modules.map((module) => notRenewed(module, sku, start)),
    }),
  );
}

const notRenewed = ({ id, periods }: Contract, sku: string, start: string): Notice => ({
  code: 'module-not-renewed',
  rule: 'CT-16',
  detail: `${periods[0].sku} ends on ${(periods.at(-1) ?? periods[0]).end}, and is not renewed: ${sku} begins on ${start}`,
  contractId: id,
});
