import { type MoneyPrice, moneyPriceOf } from '@reservoir/catalog-rules';
import { type Instant, earlier, endOfTerm, later, plusMs, startOfDay, utcDay } from '@reservoir/kernel';
import { type TimelineEntry, entitledAt } from './entitlement.js';
import type { BilledPeriod } from './past-periods.js';

/** A UTC month, as far as it has passed. */
export interface Month {
  /** `2026-11` */
  readonly name: string;
  readonly from: Instant;
  /** Its end, or now while it runs; not included. */
  readonly to: Instant;
}

/** A contract, as far as a month is billed by it. */
export interface BilledContract {
  readonly id: string;
  readonly partnerId: string;
  readonly distributorId: string;
  readonly mode: 'commercial' | 'trial';
  readonly activatedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly periods: readonly BilledPeriod[];
  readonly past: readonly BilledPeriod[];
}

/** The prices that periods may have been made under: undefined for a list that is not known (CA-7). */
export type PricesOf = (distributorId: string, version: number) => readonly MoneyPrice[] | undefined;

/** What licences of one term were priced at. */
export interface BilledPrice {
  readonly term: BilledPeriod['term'];
  readonly distributorId: string;
  readonly priceVersion: number | null;
  readonly licences: number;
  /** For the whole term; null when there was no price. */
  readonly unitPrice: MoneyPrice['unitPrice'] | null;
}

/** One line of a reconciliation: a SKU of a customer in a month (EN-5). */
export interface ReconciledSku {
  readonly sku: string;
  /** Licences at the end of the month, or now. */
  readonly entitled: number;
  /** The most devices of the month; null when nothing was measured, or the caller may not see it. */
  readonly used: number | null;
  /** The month's peak of entitled, trials left out. */
  readonly billable: number;
  readonly prices: readonly BilledPrice[];
  /** Trials that run at the end of the month, or now. */
  readonly trials: readonly {
    readonly contractId: string;
    readonly quantity: number;
    readonly end: string;
  }[];
}

/** The part of a month that has passed; undefined for one that has not begun. */
export function monthOf(name: string, now: Instant): Month | undefined {
  const first = utcDay(`${name}-01`);
  const [from, end] = [startOfDay(first), startOfDay(endOfTerm(first, 'M1'))];
  return from < now ? { name, from, to: earlier(end, now) } : undefined;
}

interface Interval {
  readonly from: Instant;
  readonly to: Instant;
  readonly period: BilledPeriod;
  readonly contract: BilledContract;
}

/** When the periods of contracts held, as far as they held in the month. */
function intervalsIn({ from, to }: Month, contracts: readonly BilledContract[]): readonly Interval[] {
  return contracts.flatMap((contract) => {
    const { activatedAt, endedAt } = contract;
    if (activatedAt === null) return [];
    return [...contract.past, ...contract.periods].flatMap((period) => {
      const begins = later(later(startOfDay(period.start), activatedAt), from);
      const ends = earlier(earlier(startOfDay(period.end), endedAt ?? to), to);
      return begins < ends ? [{ from: begins, to: ends, period, contract }] : [];
    });
  });
}

/**
 * The month's peak of entitled (EN-5), without the licences of trials: those count only while the SKU has no commercial ones
 * (EN-2), so that all is a trial's where a trial is and nothing commercial.
 */
export function billableIn(
  month: Month,
  timeline: readonly TimelineEntry[],
  held: readonly Interval[],
): number {
  const isIn = (mode: BilledContract['mode'], at: Instant): boolean =>
    held.some(({ from, to, contract }) => contract.mode === mode && from <= at && at < to);
  const changes = [
    month.from,
    ...timeline.map(({ from }) => from),
    ...held.flatMap(({ from, to }) => [from, to]),
  ];
  return changes
    .filter((at) => month.from <= at && at < month.to)
    .filter((at) => isIn('commercial', at) || !isIn('trial', at))
    .reduce((peak, at) => Math.max(peak, entitledAt(timeline, at)), 0);
}

/** The reconciliation of a SKU of a customer in a month (EN-5); undefined when there is nothing to tell. */
export function reconciled(
  month: Month,
  { sku, timeline }: { readonly sku: string; readonly timeline: readonly TimelineEntry[] },
  contracts: readonly BilledContract[],
  by: { readonly used: number | null; readonly tier: string | null; readonly pricesOf: PricesOf },
): ReconciledSku | undefined {
  const held = intervalsIn(month, contracts).filter(({ period }) => period.sku === sku);
  const last = plusMs(month.to, -1);
  const entitled = entitledAt(timeline, last);
  const billable = billableIn(month, timeline, held);
  const trials = held
    .filter(({ contract, to }) => contract.mode === 'trial' && to === month.to)
    .map(({ contract, period }) => ({ contractId: contract.id, quantity: period.quantity, end: period.end }));
  if (entitled === 0 && billable === 0 && trials.length === 0 && !by.used) return undefined;
  const commercial = held.filter(({ contract }) => contract.mode === 'commercial');
  return { sku, entitled, used: by.used, billable, prices: pricesIn(commercial, by), trials };
}

/**
 * The frozen prices of the periods that held in the month, by the tier that they were made under, those that are alike
 * together (CA-7).
 * @param tier the present one, for periods that do not say theirs
 */
function pricesIn(
  held: readonly Interval[],
  { tier, pricesOf }: { readonly tier: string | null; readonly pricesOf: PricesOf },
): readonly BilledPrice[] {
  const byKey = new Map<string, BilledPrice>();
  for (const { period, contract } of held) {
    const { sku, term, quantity, priceVersion, tier: frozenTier = tier } = period;
    const { distributorId } = contract;
    const list = priceVersion === null ? undefined : pricesOf(distributorId, priceVersion);
    const frozenAt = later(startOfDay(period.start), contract.activatedAt ?? startOfDay(period.start));
    const price = list && moneyPriceOf(list, { sku, term, quantity }, frozenTier, frozenAt);
    const unitPrice = price?.unitPrice ?? null;
    const key = JSON.stringify([term, distributorId, priceVersion, unitPrice]);
    const known = byKey.get(key);
    const licences = (known?.licences ?? 0) + quantity;
    byKey.set(key, { term, distributorId, priceVersion, licences, unitPrice });
  }
  return [...byKey.values()].sort((a, b) => (a.term < b.term ? -1 : 1));
}
