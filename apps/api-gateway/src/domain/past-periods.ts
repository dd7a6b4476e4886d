import type { UtcDay } from '@reservoir/kernel';

/** A period of a contract, as far as past months are billed by it (EN-5). */
export interface BilledPeriod {
  readonly sku: string;
  readonly term: 'M1' | 'Y1' | 'Y2' | 'Y3';
  readonly quantity: number;
  readonly start: UtcDay;
  readonly end: UtcDay;
  readonly priceVersion: number | null;
  /** The partner's tier that it was made under; left out where that was not kept (CA-7). */
  readonly tier?: string | null | undefined;
}

/** The same with the version of the catalog that it froze (EN-3, CA-7). */
export interface FrozenPeriod extends BilledPeriod {
  readonly catalogVersion: number;
}

/** A period that is over, with the version of the contract that told of it last. */
export interface PastPeriod extends FrozenPeriod {
  readonly version: number;
}

/** What is told of a contract. */
export interface ToldContract {
  readonly version: number;
  readonly periods: readonly FrozenPeriod[];
}

/** Periods that are kept: more than three years of months. */
export const pastPeriodsMost = 40;

/**
 * The periods of a contract that are over: its facts tell the present and the future one only. Whatever order the facts arrive
 * in, it comes to the same (worked case 5).
 */
export function pastPeriods(
  known: (ToldContract & { readonly past: readonly PastPeriod[] }) | undefined,
  told: ToldContract,
): readonly PastPeriod[] {
  const facts = [...(known ? [known] : []), told].sort((a, b) => a.version - b.version);
  const present = facts.at(-1)?.periods[0]?.start;
  const byStart = new Map<UtcDay, PastPeriod>();
  const all = [
    ...(known?.past ?? []),
    ...facts.flatMap((fact) => fact.periods.map((one) => pastOf(one, fact))),
  ];
  for (const period of all.sort((a, b) => a.version - b.version)) byStart.set(period.start, period);
  return [...byStart.values()]
    .filter(({ start }) => present !== undefined && start < present)
    .sort((a, b) => (a.start < b.start ? -1 : 1))
    .slice(-pastPeriodsMost);
}

const pastOf = (
  { sku, term, quantity, start, end, catalogVersion, priceVersion, tier }: FrozenPeriod,
  { version }: ToldContract,
): PastPeriod => ({
  ...{ sku, term, quantity, start, end, catalogVersion, priceVersion, version },
  ...(tier === undefined ? {} : { tier }),
});
