import { type Instant, type UtcDay, instant, terms, utcDay } from '@reservoir/kernel';
import { z } from 'zod';

/** An id of ours or of an upstream system. */
export const id = z.string().min(1).max(128);

/** A company id: it takes part in record keys, so that it holds no separator. */
export const companyId = z
  .string()
  .max(128)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

/** `product`, `product:protection-model` or `module`: what a pool counts. */
export const sku = z
  .string()
  .max(128)
  .regex(/^[a-z0-9][a-z0-9-]*(:[a-z0-9][a-z0-9-]*)?$/);

/** The id of a family, product, module, protection model or feature. */
export const slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/);

export const term = z.enum(terms);

/** Licences moved at once. */
export const quantity = z.int().min(1).max(1_000_000);

/** A count of licences or points in stock. */
export const count = z.int().min(0);

/** Any ISO 8601 time with an offset; read as UTC with milliseconds. */
export const time = z.iso.datetime({ offset: true }).transform((text): Instant => instant(text));

/** A UTC day, `2026-11-21`. */
export const day = z.iso.date().transform((text): UtcDay => utcDay(text));

/** The version of an aggregate: 1, 2, 3 … */
export const version = z.int().min(1);

/** An amount of money in minor units of its currency (ISO 4217). */
export const money = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  amountMinor: z.int().min(0),
});

/** The roles of CO-7, and the operator of CO-10. */
export const role = z.enum([
  'total-control',
  'license-and-security-admin',
  'security-admin',
  'monitoring',
  'operator',
]);

/** Who asked for a command; `companyId` is null for the operator, who is no company (CO-10). */
export const actor = z.object({ userId: id, companyId: companyId.nullable(), role });

/** A business refusal (kernel `Refusal`). */
export const refusal = z.object({
  code: slug,
  rule: z.string().max(16),
  detail: z.string().max(2000),
  errors: z.array(z.record(z.string(), z.unknown())).max(200).optional(),
});
