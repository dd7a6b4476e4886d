import { type Instant, earlier, later, startOfDay } from '@reservoir/kernel';
import type { FrozenPeriod } from './past-periods.js';

/** A contract, as far as it says what its customer had, by which version of the catalog (EN-3). */
export interface HeldContract {
  readonly product: string;
  readonly state: string;
  readonly activatedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly periods: readonly FrozenPeriod[];
  readonly past: readonly FrozenPeriod[];
}

/** A SKU of a product, with the version of the catalog that the period froze which holds it (CA-7). */
export interface FrozenSku {
  readonly product: string;
  readonly sku: string;
  readonly catalogVersion: number;
  /** When the period began, or will. */
  readonly begins: Instant;
}

/** What the periods of contracts froze that hold at an instant, past or future (EN-3, CA-7). */
export const frozenAt = (contracts: readonly HeldContract[], at: Instant): readonly FrozenSku[] =>
  contracts
    .filter(({ state, activatedAt }) => activatedAt !== null || state === 'scheduled')
    .flatMap(({ product, activatedAt, endedAt, periods, past }) =>
      [...past, ...periods].flatMap(({ sku, start, end, catalogVersion }) => {
        const begins = later(startOfDay(start), activatedAt ?? startOfDay(start));
        const ends = earlier(startOfDay(end), endedAt ?? startOfDay(end));
        return begins <= at && at < ends ? [{ product, sku, catalogVersion, begins }] : [];
      }),
    );

/** The versions that were frozen of an item, each once, with the last beginning of a period that froze it. */
export function versionsOf(
  frozen: readonly FrozenSku[],
): readonly { readonly version: number; readonly begins: Instant }[] {
  const begins = new Map<number, Instant>();
  for (const one of frozen)
    begins.set(one.catalogVersion, later(begins.get(one.catalogVersion) ?? one.begins, one.begins));
  return [...begins].map(([version, last]) => ({ version, begins: last }));
}
