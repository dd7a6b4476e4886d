import { type CatalogModule, includedModules, namesChoice } from '@reservoir/catalog-rules';
import { anchorOf } from '@reservoir/kernel';
import type { Contract, Period } from '../contract.js';
import { type Cut, cutsToFit } from '../modules/cuts-to-fit.js';
import { newestFirst } from '../modules/newest-first.js';
import { type ContractChange, contractLeaves, licencesLeave } from '../recovery/leaving.js';
import type { Situation } from '../situation.js';
import type { Upgrade } from './upgrade-policies.js';

/**
 * What an upgrade does to the modules of the service (CT-12): those that the new product includes or does not allow are
 * recovered, the others stay, cut to its end; with `cascade` also to its licences (CT-13).
 */
export function modulesAfterUpgrade(
  situation: Situation,
  upgrade: Upgrade,
  { start, end, quantity }: Pick<Period, 'start' | 'end' | 'quantity'>,
): readonly ContractChange[] {
  const { modules, request, target } = upgrade;
  const staying = stayingModules(situation, upgrade);
  const room = request.cascade === true ? quantity : Number.MAX_SAFE_INTEGER;
  const skus = [...new Set(modules.map(({ periods: [present] }) => present.sku))];
  return skus.flatMap((sku) => {
    const contracts = modules.filter(({ periods: [present] }) => present.sku === sku);
    if (!staying.has(sku))
      return contracts.map((contract) => contractLeaves(situation, contract, leaving(target.id)));
    const cuts = cutsToFit(
      [{ start, end, quantity: room }],
      newestFirst(contracts).map(runsOf),
      situation.today,
    );
    return contracts.flatMap((contract) =>
      stays(
        situation,
        contract,
        cuts.find(({ contractId }) => contractId === contract.id),
        target.id,
      ),
    );
  });
}

const leaving = (product: string) =>
  ({
    event: 'ContractCancelled',
    state: 'cancelled',
    reason: {
      code: 'module-upgraded-away',
      rule: 'CT-12',
      detail: `${product} as chosen includes it, or does not allow it`,
    },
  }) as const;

const runsOf = ({ id, periods: [present, future] }: Contract) => ({
  id,
  runs: future ? ([present, future] as const) : ([present] as const),
});

/** A module that stays: of the new product from now on, and within it. */
function stays(
  situation: Situation,
  contract: Contract,
  cut: Cut | undefined,
  product: string,
): readonly ContractChange[] {
  const moves = product === contract.product ? {} : { product };
  if (!cut) {
    const patch = { contractId: contract.id, event: 'ContractUpgraded' as const, ...moves };
    return product === contract.product
      ? []
      : [{ patch, recoveries: [], lines: [], usesFull: false, notices: [] }];
  }
  const [{ quantity }] = contract.periods;
  if (cut.present >= quantity) return [contractLeaves(situation, contract, leaving(product))];
  const { end, futureEnd, present: licences, future: fromFuture } = cut;
  const change = licencesLeave(situation, contract, {
    ...{ licences, fromFuture, event: 'ContractCut' },
    ...(end === null ? {} : { end, anchorDay: anchorOf(end) }), // CT-3
    ...(futureEnd === null ? {} : { futureEnd }),
  });
  return [{ ...change, patch: { ...change.patch, ...moves } }];
}

/** The modules of the service that go with the new configuration: neither included, nor without what they need (CA-4). */
function stayingModules({ modules }: Situation, upgrade: Upgrade): ReadonlySet<string> {
  const choice = { request: upgrade.request, product: upgrade.target, modules };
  const held = new Set(upgrade.modules.map(({ periods: [{ sku }] }) => sku));
  const included = includedModules(choice).map(({ id }) => id);
  const allowed = (module: CatalogModule): boolean =>
    module.products.includes(upgrade.target.id) &&
    (module.onlyWith.length === 0 || namesChoice(module.onlyWith, choice)) &&
    !included.includes(module.id) &&
    !module.excludes.some((one) => included.includes(one));
  let staying = modules.filter((module) => held.has(module.id) && allowed(module));
  for (;;) {
    const there = new Set([...included, ...staying.map(({ id }) => id)]);
    const left = staying.filter(({ requires }) => requires.every((one) => there.has(one)));
    if (left.length === staying.length) return new Set(left.map(({ id }) => id));
    staying = left;
  }
}
