import { z } from 'zod';
import { tier } from './companies.js';
import { companyId, count, day, id, quantity, sku, slug, term, time, version } from './common.js';
import { grantedPick } from './license-pool.js';

/** Licences of one lot, allocated in one draw. A period keeps its batches in draw order. */
export const batch = grantedPick.extend({
  /** Their natural term, which they keep when they are grouped (CT-11). */
  term: term.optional(),
  /** Days of that term, the leap days in it counted (PO-6). */
  termDays: z.int().min(1).max(1200).optional(),
  /** UTC day of the draw. */
  date: day.optional(),
  /** Went through a grouping (PO-8). */
  grouped: z.boolean().optional(),
});

/** A period of a contract: it freezes what it was made under (CT-1). */
export const period = z.object({
  sku,
  term,
  quantity,
  /** First day. */
  start: day,
  /** The first day that is no longer included (CT-2). */
  end: day,
  /** Day of the month that renewals return to (CT-3). */
  anchorDay: z.int().min(1).max(31),
  /** Allocations to lots; empty until the licences are assigned (invariant 4). */
  batches: z.union([z.array(batch).min(1).max(1000), z.array(z.never()).max(0)]),
  catalogVersion: version,
  priceVersion: version.nullable(),
  /** The partner's tier by then; left out of periods that were made before it was kept (CA-7). */
  tier: tier.nullable().optional(),
});

export const contractStates = [
  'draft',
  'reserved',
  'scheduled',
  'active',
  'expired',
  'cancelled',
  'superseded',
] as const;

/** The whole current state of a contract (CT-1). */
export const contractState = z.object({
  id,
  customerId: companyId,
  partnerId: companyId,
  /** The distributor whose licences it uses (CO-4). */
  distributorId: companyId,
  serviceId: id,
  familyId: slug,
  product: slug,
  /** What is licensed: the product itself, or a module of it. */
  kind: z.enum(['product', 'module']),
  mode: z.enum(['commercial', 'trial']),
  state: z.enum(contractStates),
  periods: z.array(period).min(1).max(2),
  /** The assignment (saga) that made it. */
  assignmentId: id,
  activatedAt: time.nullable(),
  endedAt: time.nullable(),
  /** Why it ended before it was active, or was cancelled. */
  reason: z.object({ code: slug, rule: z.string().max(16), detail: z.string().max(2000) }).nullable(),
  /** What its future is; null when it has none. A scheduled cancel has no second period (CT-6, CT-16). */
  next: z.enum(['renewal', 'quantity', 'product', 'cancel']).nullable().optional(),
  /** Licence-days of the day's removals that did not make up a term (PO-7). */
  bank: z
    .object({
      day,
      entries: z.array(z.object({ term, termDays: z.int().min(1), days: count })).max(1000),
    })
    .nullable()
    .optional(),
  /** Licence-days that rounding added (CT-11). */
  debt: count.optional(),
  /** The contract that took its licences over. */
  supersededBy: id.nullable().optional(),
  /** The last notice of its end (CT-17). */
  noticed: z
    .object({ end: day, daysBefore: z.int().min(1) })
    .nullable()
    .optional(),
  version,
});

/** All contracts of one client for one product (EN-1). */
export const serviceState = z.object({
  id,
  customerId: companyId,
  product: slug,
  protectionModel: slug.nullable(),
  managementModel: z.enum(['client', 'delegated']),
  autoRenew: z.object({ on: z.boolean(), term: term.nullable() }),
  /** The present suspension, or the last; null when it was never suspended (CT-13). */
  suspension: z.object({ from: time, to: time.nullable() }).nullable().optional(),
});

/** `[from, to)` with a constant number of licences; the last may be open (EN-2). */
export const timelineEntry = z.object({ from: time, to: time.nullable(), quantity: count });

/** Entitled(client, SKU, t) for every t (EN-2). */
export const entitlement = z.object({
  customerId: companyId,
  sku,
  timeline: z.array(timelineEntry).max(1000),
});
