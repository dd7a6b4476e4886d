import { itemIdOf, protectionModelOf } from '@reservoir/catalog-rules';
import { type Instant, type Refusal, plusMs } from '@reservoir/kernel';
import { type Client, newClient } from '../domain/client.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { entitlementIdOf } from '../domain/entitlement.js';
import { reviewed } from '../domain/over-allocation.js';
import { type Reading, measured, usageIdOf } from '../domain/usage.js';
import type { Ports } from './ports.js';
import type { ContractsNeeds } from './needs.js';

/** What became of a reading: kept (perhaps nothing new), not to be judged before a fact is there, or never to be kept. */
export type Recorded =
  | { readonly kind: 'kept'; readonly events: readonly ContractsEvent[] }
  | { readonly kind: 'unready' | 'refused'; readonly refusal: Refusal };

type UsagePorts = Pick<Ports, 'companies' | 'products' | 'modules' | 'clients' | 'entitlements' | 'usages'>;

/** Clocks of other systems differ; a time beyond this would keep every later reading out. */
const aheadAtMostMs = 5 * 60_000;

/** For `recordUsage`. */
export const needsOfReading = ({
  customerId,
  sku,
}: Pick<Reading, 'customerId' | 'sku'>): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> => ({
  companies: [customerId],
  products: [itemIdOf(sku)],
  modules: [{ ids: [sku], product: null }],
  clients: [customerId],
  entitlements: [entitlementIdOf(customerId, sku)],
  usages: [usageIdOf(customerId, sku)],
});

/** Takes what a security product counted (EN-4): the latest reading wins, and marks its service when there are too few licences. */
export function recordUsage(reading: Reading, ports: UsagePorts, now: Instant): Recorded {
  const { customerId, sku, measuredAt } = reading;
  if (ports.companies.find(customerId)?.type !== 'customer')
    return { kind: 'unready', refusal: unknownParty('customer', customerId) };
  const client = ports.clients.find(customerId) ?? newClient(customerId);
  const product = productWith(sku, client, ports);
  if (product === undefined) return { kind: 'unready', refusal: unknownParty('sku', sku) };
  if (measuredAt > plusMs(now, aheadAtMostMs)) return { kind: 'refused', refusal: fromTheFuture(measuredAt) };
  const before = ports.usages.find(usageIdOf(customerId, sku));
  const timeline = ports.entitlements.find(entitlementIdOf(customerId, sku))?.timeline ?? [];
  const taken = measured(before, reading, product, timeline);
  if (taken === undefined) return { kind: 'kept', events: [] };
  const { usage, changes } = reviewed(taken, timeline, now);
  ports.usages.save(usage);
  // Whoever changes an entitlement writes the client: so that neither misses the other, the first reading does too.
  if (before === undefined) ports.clients.save({ ...client, version: client.version + 1 });
  return { kind: 'kept', events: [{ type: 'UsageMeasured', usage }, ...changes] };
}

/** The product whose service a SKU counts for, and no other (EN-4): its own, or that of which the client has the module. */
function productWith(
  sku: string,
  { claims }: Client,
  { products, modules }: Pick<Ports, 'products' | 'modules'>,
): string | undefined {
  const model = protectionModelOf(sku);
  const own = products.find(itemIdOf(sku));
  if (own) {
    const isOne =
      model === undefined ? own.protectionModels.length === 0 : own.protectionModels.includes(model);
    return isOne ? own.id : undefined;
  }
  const module = modules.find(sku);
  const holding = claims.find(({ contracts }) => contracts.some((contract) => contract.sku === sku));
  const fitting = claims.find(({ product }) => module?.products.includes(product));
  return module && (holding ?? fitting ?? { product: module.products[0] }).product;
}

const unknownParty = (what: 'customer' | 'sku', id: string): Refusal => ({
  code: `unknown-${what}`,
  rule: 'EN-4',
  detail: `there is no ${what} ${id}`,
});

const fromTheFuture = (measuredAt: Instant): Refusal => ({
  code: 'measured-in-the-future',
  rule: 'EN-4',
  detail: `${measuredAt} has not come yet: a reading tells what was counted`,
});
