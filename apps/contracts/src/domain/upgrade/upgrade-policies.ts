import {
  type ManagementModel,
  compatibilityPolicies,
  distributorSellsSkuAndTerm,
  violation,
} from '@reservoir/catalog-rules';
import { type Refusal, type Term, termClassOf } from '@reservoir/kernel';
import type { Contract } from '../contract.js';
import { refusalOf } from '../contracts.rejections.js';
import type { Product } from '../facts.js';
import { type ServiceSettings, serviceIdOf } from '../service.js';
import type { Situation } from '../situation.js';

/** Another product or protection model of the family, for the whole service (CT-12). Nothing is defaulted. */
export interface UpgradeRequest {
  readonly product: string;
  readonly protectionModel?: string | null | undefined;
  /** What becomes of the old licences: recovered, or their time carried over to the new ones. */
  readonly mode: 'recover' | 'carry-time';
  readonly term: Term;
  readonly quantity: number;
  /** Where the new product does not allow the present one (EN-1). */
  readonly managementModel?: ManagementModel | undefined;
  readonly cascade?: boolean | undefined;
}

/** An upgrade beside what it is judged by. */
export interface Upgrade {
  readonly request: UpgradeRequest;
  readonly named: Contract;
  readonly target: Product;
  /** Of the target as chosen. */
  readonly sku: string;
  /** Every live commercial contract of the product. */
  readonly old: readonly Contract[];
  readonly modules: readonly Contract[];
}

const refusal = (code: string, detail: string): Refusal => ({ code, rule: 'CT-12', detail });

type UpgradePolicy = (upgrade: Upgrade, situation: Situation) => Refusal | undefined;

const namesTheProduct: UpgradePolicy = ({ named }) =>
  named.mode === 'commercial' && named.kind === 'product'
    ? undefined
    : refusal('not-upgradable', 'an upgrade names a commercial contract of the product');

const isAnotherSku: UpgradePolicy = ({ old, sku }) =>
  old.some(({ periods: [present] }) => present.sku !== sku)
    ? undefined
    : refusal('same-sku', `the service has ${sku} already`);

/** Sequence 5: what is left of the other class would be a second SKU on one claim (CT-5). */
const isOfOneTermClass: UpgradePolicy = ({ old, request: { term } }) => {
  const other = old.find(({ periods: [present] }) => termClassOf(present.term) !== termClassOf(term)); // CT-12
  return other && refusal('mixed-term-classes', `contract ${other.id} is of another term class than ${term}`);
};

const timeIsCarriedFromThePresentOnly: UpgradePolicy = ({ old, request: { mode } }) => {
  const future = mode === 'carry-time' ? old.find(({ next }) => next !== null) : undefined; // CT-12
  return (
    future &&
    refusal('future-period', `contract ${future.id} has a future period: its time cannot be carried over`)
  );
};

/** CA-1 … CA-6, EN-1: every violation of the new configuration at once. */
const isAConfiguration: UpgradePolicy = (upgrade, situation) => {
  const { request, target, modules } = upgrade;
  const choice = {
    request: { ...request, addOns: [], managedServices: [] },
    product: target,
    modules: situation.modules,
    assortment: situation.assortment,
    present: modules.map(({ periods: [{ sku }] }) => sku),
  };
  const { managementModel } = settingsOf(upgrade, situation);
  const managed = target.managementModels.includes(managementModel)
    ? []
    : [
        violation(
          'management-model-not-allowed',
          'EN-1',
          `${target.id} cannot be managed as ${managementModel}`,
          {
            choice: 'managementModel',
            choices: target.managementModels,
          },
        ),
      ];
  const policies = [...compatibilityPolicies, distributorSellsSkuAndTerm];
  return refusalOf([...policies.flatMap((policy) => policy(choice)), ...managed]);
};

/** Asked one after the other, of a change that is scheduled too (CT-16). */
export const scheduledUpgradePolicies: readonly UpgradePolicy[] = [
  namesTheProduct,
  isAnotherSku,
  isOfOneTermClass,
  isAConfiguration,
];

/** Asked one after the other. */
export const upgradePolicies: readonly UpgradePolicy[] = [
  namesTheProduct,
  isAnotherSku,
  isOfOneTermClass,
  timeIsCarriedFromThePresentOnly,
  isAConfiguration,
];

/** The settings of the service after it: those of before, but for what the product makes necessary (EN-1). */
export function settingsOf({ request, named, target }: Upgrade, { services }: Situation): ServiceSettings {
  const before = services.find(({ id }) => id === serviceIdOf(named.customerId, named.product));
  if (!before) throw new Error(`there is no service of ${named.product}`);
  return {
    protectionModel: target.protectionModels.length > 0 ? (request.protectionModel ?? null) : null,
    managementModel: request.managementModel ?? before.managementModel,
    autoRenew: before.autoRenew,
  };
}
