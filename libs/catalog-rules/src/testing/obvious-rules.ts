import type { Configuration } from './every.js';

/*
 * The rules of CA-4 for the demonstration catalog as its sentences say them, one after the other and slowly. Nothing here
 * knows how the catalog or its rules are written down.
 */

const models = ['a-la-carte', 'secure', 'secure-plus', 'secure-extra'];

/** True when nothing was left out. */
export const isComplete = ({ product, protectionModel, addOns, managedServices }: Configuration): boolean =>
  (product === 'edr-standalone' || protectionModel !== undefined) &&
  addOns !== undefined &&
  managedServices !== undefined;

/** EDR from Secure up, MDR Foundations from Secure Plus up, XDR with Secure Extra. */
export function implied({ product, protectionModel }: Configuration): readonly string[] {
  if (product === 'edr-standalone') return [];
  if (protectionModel === 'secure') return ['edr'];
  if (protectionModel === 'secure-plus') return ['edr', 'mdr-foundations'];
  if (protectionModel === 'secure-extra') return ['edr', 'mdr-foundations', 'xdr'];
  return [];
}

/** Everything that is wrong, as `code what`. */
export function wrong(configuration: Configuration): readonly string[] {
  const { addOns, managedServices } = configuration;
  const found = [...wrongWithTheProduct(configuration)];
  if (addOns === undefined) found.push('missing-choice addOns');
  if (managedServices === undefined) found.push('missing-choice managedServices');
  for (const module of [...(addOns ?? []), ...(managedServices ?? [])])
    found.push(...wrongWith(module, configuration));
  return found.sort();
}

function wrongWithTheProduct({ distributor, product, protectionModel }: Configuration): readonly string[] {
  if (product === 'endpoint-security') {
    if (protectionModel === undefined) return ['missing-choice protectionModel'];
    return protectionModel === null ? ['unknown-protection-model protectionModel'] : [];
  }
  if (typeof protectionModel === 'string') return ['unknown-protection-model protectionModel'];
  return distributor === 'distributor-two' ? ['not-sold edr-standalone'] : [];
}

function wrongWith(module: string, configuration: Configuration): readonly string[] {
  const { product, protectionModel } = configuration;
  // EDR Standalone takes Patch Management, and nothing else.
  if (product === 'edr-standalone') return module === 'patch-management' ? [] : [`wrong-product ${module}`];
  // What is included cannot be bought again.
  if (implied(configuration).includes(module)) return [`already-included ${module}`];
  // SVE scanning only with A la carte; it is not held against who has not said the protection model.
  if (module === 'sve-scanning' && typeof protectionModel === 'string' && protectionModel !== 'a-la-carte')
    return ['only-with sve-scanning'];
  return [];
}

/** Whether a module could be added, with this protection model, or with some if none is chosen rightly. */
export function mayBeAdded(module: string, configuration: Configuration): boolean {
  const { product, protectionModel } = configuration;
  const isChosen = product === 'edr-standalone' || typeof protectionModel === 'string';
  const tried = isChosen
    ? [configuration]
    : models.map((one) => ({ ...configuration, protectionModel: one }));
  return tried.some((one) => wrongWith(module, one).length === 0);
}

/** What the client's devices can do then. */
export function features(configuration: Configuration): readonly string[] {
  const { product, protectionModel, addOns, managedServices } = configuration;
  const all = new Set<string>(['device-inventory', ...(addOns ?? []), ...(managedServices ?? [])]);
  if (product === 'edr-standalone') all.add('edr');
  if (product === 'endpoint-security') all.add('anti-malware');
  if (product === 'endpoint-security' && protectionModel !== 'a-la-carte') {
    all.add('firewall').add('edr');
    if (protectionModel === 'secure-plus') all.add('mdr').add('mdr-foundations');
    if (protectionModel === 'secure-extra') all.add('mdr').add('mdr-foundations').add('xdr');
  }
  return [...all].sort();
}
