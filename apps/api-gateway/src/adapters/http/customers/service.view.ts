import type { Instant } from '@reservoir/kernel';
import { serviceState, sku, time } from '@reservoir/messages';
import { z } from 'zod';
import { entitledAt } from '../../../domain/entitlement.js';
import { overAllocationAt } from '../../../domain/over-allocation.js';
import type { ReadModels } from '../../../read-models.js';

/** All contracts of one client for one product (EN-1). */
export const serviceView = serviceState
  .extend({
    overAllocated: z
      .array(z.object({ sku, since: time, unprotectedFrom: time }))
      .describe('SKUs with more devices than licences (EN-4); the excess is unprotected after 7 days'),
    version: z.int(),
  })
  .meta({ id: 'Service' });
export type ServiceView = z.input<typeof serviceView>;

/** What a customer uses and is entitled to, as far as it decides what is over-allocated. */
export interface Use {
  readonly usages: readonly ReadModels['usages'][];
  readonly entitlements: readonly Pick<ReadModels['entitlements'], 'sku' | 'timeline'>[];
}

/** Its timeline; an empty one for what the customer never had. */
const timelineOf = ({ entitlements }: Use, which: string): ReadModels['entitlements']['timeline'] =>
  entitlements.find((one) => one.sku === which)?.timeline ?? [];

/** The service as the API shows it; how many devices there are is not told here (CO-2). */
export function viewOfService(service: ReadModels['services'], use: Use, now: Instant): ServiceView {
  const overAllocated = use.usages
    .filter(({ product }) => product === service.product)
    .flatMap((usage) => {
      const over = overAllocationAt(usage, timelineOf(use, usage.sku), now);
      return over ? [{ sku: usage.sku, since: over.since, unprotectedFrom: over.unprotectedFrom }] : [];
    });
  return { ...service, overAllocated };
}

/** What is known of a customer's use of a SKU, at an instant (EN-4). */
export const viewOfUsage = (usage: ReadModels['usages'], use: Use, now: Instant) => {
  const { sku: which, product, devices, measuredAt, months, version } = usage;
  const timeline = timelineOf(use, which);
  return {
    sku: which,
    product,
    devices,
    measuredAt,
    entitled: entitledAt(timeline, now),
    overAllocated: overAllocationAt(usage, timeline, now),
    months,
    version,
  };
};
