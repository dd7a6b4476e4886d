import { featuresOfSkus, itemIdOf } from '@reservoir/catalog-rules';
import type { Instant } from '@reservoir/kernel';
import { type Switch, allOn, switched } from '../domain/feature-switches.js';
import { allowService } from '../domain/service-attempt.js';
import { serviceIdOf } from '../domain/service.js';
import type { Product } from '../domain/facts.js';
import { quantityAt } from '../domain/timeline.js';
import { needsOfService } from './service-command.js';
import type { ContractsNeeds } from './needs.js';
import type { Ports } from './ports.js';
import { type ServiceCommand, type ServiceOutcome, attemptOf } from './service-command.js';

/** The command: switch a feature of a service on or off (EN-6). */
export interface SwitchFeature extends ServiceCommand, Switch {}

type SwitchPorts = Pick<
  Ports,
  'companies' | 'products' | 'modules' | 'clients' | 'services' | 'entitlements' | 'featureSwitches'
>;

/** For `switchFeature`. */
export const needsOfSwitch = (
  command: ServiceCommand,
): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> => ({
  ...needsOfService(command),
  modules: [{ ids: [], product: command.product }],
  entitlements: [{ ofCustomer: command.customerId }],
  featureSwitches: [serviceIdOf(command.customerId, command.product)],
});

/** Switches a feature that the client is entitled to now (EN-6): no licence is drawn or returned, and no contract changes. */
export function switchFeature(command: SwitchFeature, ports: SwitchPorts, now: Instant): ServiceOutcome {
  const allowed = allowService(attemptOf(command, ports, now));
  if (!allowed.ok) return { refusal: allowed.error };
  const { customerId, product, feature, on } = command;
  const id = serviceIdOf(customerId, product);
  const before = ports.featureSwitches.find(id) ?? allOn(id, customerId, product);
  const entitled = featuresNow(customerId, allowed.value.product, ports, now);
  const decided = switched(before, { feature, on }, entitled, now);
  if (!decided.ok) return { refusal: decided.error };
  const switches = decided.value;
  if (switches === before) return { refusal: null, version: before.version, events: [] };
  ports.featureSwitches.save(switches);
  const event = { type: 'FeaturesSwitched' as const, switches, feature, on };
  return { refusal: null, version: switches.version, events: [event] };
}

/** What the client's SKUs of a product give to its devices at this instant (EN-3). */
function featuresNow(
  customerId: string,
  product: Product,
  ports: Pick<Ports, 'entitlements' | 'modules'>,
  now: Instant,
): readonly string[] {
  const modules = ports.modules.ofProduct(product.id);
  const skus = ports.entitlements
    .ofCustomer(customerId)
    .filter(({ timeline }) => quantityAt(timeline, now) > 0)
    .map(({ sku }) => sku)
    .filter((sku) => itemIdOf(sku) === product.id || modules.some(({ id }) => id === sku));
  const { id, features, protectionModelFeatures: protectionModels } = product;
  return featuresOfSkus(skus, { id, features, protectionModels }, modules);
}
