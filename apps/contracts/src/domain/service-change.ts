import type { ManagementModel } from '@reservoir/catalog-rules';
import { type Policy, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { AutoRenew, Service } from './service.js';
import type { Product } from './facts.js';

/** What is to change of a service (EN-1); what is left out stays. */
export interface SettingsChange {
  readonly managementModel?: ManagementModel | undefined;
  readonly autoRenew?: { readonly on: boolean; readonly term?: AutoRenew['term'] | undefined } | undefined;
}

type SettingsPolicy = Policy<[SettingsChange, Product]>;

/** EN-1: delegated only where the product allows. */
const managementModelIsOneOfTheProduct: SettingsPolicy = ({ managementModel }, product) =>
  managementModel === undefined || product.managementModels.includes(managementModel)
    ? undefined
    : {
        code: 'management-model-not-allowed',
        rule: 'EN-1',
        detail: `${product.id} cannot be managed as ${managementModel}`,
        errors: [{ choice: 'managementModel', choices: product.managementModels }],
      };

/** CA-1, CT-7: groups of mixed terms renew for a term that the product has. */
const renewalTermIsOneOfTheProduct: SettingsPolicy = ({ autoRenew }, product) =>
  autoRenew?.term === undefined || autoRenew.term === null || product.terms.includes(autoRenew.term)
    ? undefined
    : {
        code: 'term-not-allowed',
        rule: 'CA-1',
        detail: `${product.id} has no term ${autoRenew.term}`,
        errors: [{ choice: 'autoRenew.term', choices: product.terms }],
      };

/** CA-8: what is retired is not renewed by itself any more. */
const retiredProductsDoNotRenew: SettingsPolicy = ({ autoRenew }, product) =>
  autoRenew?.on === true && product.retired
    ? {
        code: 'product-retired',
        rule: 'CA-8',
        detail: `${product.id} is retired: its contracts run to their end, and are not renewed`,
      }
    : undefined;

const settingsPolicies: readonly SettingsPolicy[] = [
  managementModelIsOneOfTheProduct,
  renewalTermIsOneOfTheProduct,
  retiredProductsDoNotRenew,
];

/**
 * The service with other settings (EN-1). Nothing of its contracts changes; what renews is decided when it is due (CT-7).
 * @returns the same service when nothing is different
 */
export function changedService(
  service: Service,
  product: Product,
  change: SettingsChange,
): Result<Service, Refusal> {
  const refusal = firstRefusal(settingsPolicies, change, product);
  if (refusal) return err(refusal);
  const { on, term = null } = change.autoRenew ?? service.autoRenew;
  const after = {
    ...service,
    managementModel: change.managementModel ?? service.managementModel,
    autoRenew: { on, term },
  };
  const isNew =
    after.managementModel !== service.managementModel ||
    on !== service.autoRenew.on ||
    term !== service.autoRenew.term;
  return ok(isNew ? { ...after, version: service.version + 1 } : service);
}
