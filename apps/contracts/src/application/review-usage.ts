import type { Instant } from '@reservoir/kernel';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { entitlementIdOf } from '../domain/entitlement.js';
import { reviewed } from '../domain/over-allocation.js';
import { usageIdOf } from '../domain/usage.js';
import type { ContractsNeeds } from './needs.js';
import type { Ports } from './ports.js';

/** Names the instant that is due: any other makes it a no-op. */
export interface ReviewUsage {
  readonly customerId: string;
  readonly sku: string;
  readonly dueAt: Instant;
}

/** For `reviewUsage`. */
export const needsOfReview = ({
  customerId,
  sku,
}: Pick<ReviewUsage, 'customerId' | 'sku'>): ContractsNeeds &
  Readonly<Record<string, readonly unknown[]>> => ({
  entitlements: [entitlementIdOf(customerId, sku)],
  usages: [usageIdOf(customerId, sku)],
});

/** Time alone has changed whether a service is over-allocated (EN-4): told late perhaps, and dated right (CT-8). */
export function reviewUsage(
  { customerId, sku, dueAt }: ReviewUsage,
  ports: Pick<Ports, 'entitlements' | 'usages'>,
  now: Instant,
): readonly ContractsEvent[] {
  const known = ports.usages.find(usageIdOf(customerId, sku));
  if (known?.dueAt !== dueAt || now < dueAt) return [];
  const timeline = ports.entitlements.find(entitlementIdOf(customerId, sku))?.timeline ?? [];
  const { usage, changes } = reviewed({ ...known, version: known.version + 1 }, timeline, now);
  ports.usages.save(usage);
  return changes;
}
