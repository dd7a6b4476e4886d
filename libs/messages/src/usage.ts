import { z } from 'zod';
import { companyId, count, id, sku, slug, time } from './common.js';
import { defineMessage } from './define.js';

/** Devices that use licences of one SKU; more than anybody has is a mistake. */
const devices = z.int().min(0).max(100_000_000);

/** How many devices of a customer use a SKU, as a security product counted them (EN-4). */
export const usageReported = defineMessage({
  type: 'usage.reported.v1',
  topic: 'usage.v1',
  summary: 'How many devices of a customer use a SKU',
  keyOf: (data) => data.customerId,
  schema: z.object({ customerId: companyId, sku, devices, measuredAt: time }),
});

/** By the scheduler: time alone has made, or ended, an over-allocation, or its 7 days are over (EN-4). */
export const reviewUsage = defineMessage({
  type: 'reservoir.contracts.review-usage.v1',
  topic: 'contracts.commands.v1',
  summary: 'Look whether a service is over-allocated by now',
  keyOf: (data) => data.customerId,
  schema: z.object({ customerId: companyId, sku, dueAt: time }),
});

/** A UTC month, `2026-11`. */
export const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

/** What is known of a customer's use of a SKU (EN-4). */
export const usageState = z.object({
  customerId: companyId,
  sku,
  /** Whose service it counts for. */
  product: slug,
  /** Of the latest measurement. */
  devices,
  measuredAt: time,
  /** Since when there were more devices than licences, when this was measured; null when there were not. */
  overSince: time.nullable(),
  /** The most devices of each UTC month, the latest month last; 36 months at most. */
  months: z.array(z.object({ month, devices })).max(36),
});

const event = <Schema extends z.ZodType<{ customerId: string }>>(
  name: string,
  summary: string,
  schema: Schema,
) =>
  defineMessage({
    type: `reservoir.contracts.${name}.v1`,
    topic: 'contracts.events.v1',
    summary,
    keyOf: (data) => data.customerId,
    schema,
  });

export const usageMeasured = event(
  'usage-measured',
  'What is known of a customer’s use of a SKU: the whole current state',
  z.object({ customerId: companyId, usage: usageState }),
);

const marked = z.object({ customerId: companyId, serviceId: id, product: slug, sku, devices });

export const serviceOverAllocated = event(
  'service-over-allocated',
  'A service has more devices than licences of a SKU',
  marked.extend({ entitled: count, since: time, unprotectedFrom: time }),
);

export const serviceWithinAllocation = event(
  'service-within-allocation',
  'A service that was over-allocated has enough licences again',
  marked.extend({ entitled: count, at: time }),
);

export const excessUnprotected = event(
  'excess-unprotected',
  'A service has been over-allocated for 7 days: the excess of devices is unprotected',
  marked.extend({ entitled: count, since: time, unprotectedFrom: time }),
);
