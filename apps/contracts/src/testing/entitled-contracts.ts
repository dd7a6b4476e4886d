import { type Instant, type UtcDay, anchorOf, plusDays, plusMs, startOfDay, utcDay } from '@reservoir/kernel';
import type { Contract, Period } from '../domain/contract.js';

const firstDay = utcDay('2026-01-01');

/** The nth day of 2026, from 0 on. */
export const theDay = (n: number): UtcDay => plusDays(firstDay, n);

/** Its 00:00 UTC, and perhaps some minutes. */
export const at = (n: number, minutes = 0): Instant => plusMs(startOfDay(theDay(n)), minutes * 60_000);

/** A period of a SKU from one day to another. */
export const aPeriod = (from: number, to: number, quantity: number, sku = 'edr-standalone'): Period => ({
  sku,
  term: 'Y1',
  quantity,
  start: theDay(from),
  end: theDay(to),
  anchorDay: anchorOf(theDay(from)),
  batches: [],
  catalogVersion: 1,
  priceVersion: null,
});

/** As much of a contract as entitlements look at: active since the start of its first period. */
export function aLiveContract(
  id: string,
  periods: readonly [Period, ...Period[]],
  changes: Partial<Contract> = {},
): Contract {
  return {
    id,
    version: 1,
    customerId: 'customer-one',
    partnerId: 'partner-gold',
    distributorId: 'distributor-one',
    serviceId: 'customer-one:edr-standalone',
    familyId: 'endpoint',
    product: 'edr-standalone',
    kind: 'product',
    mode: 'commercial',
    state: 'active',
    periods,
    next: periods.length > 1 ? 'renewal' : null,
    assignmentId: id,
    activatedAt: startOfDay(periods[0].start),
    endedAt: null,
    reason: null,
    bank: null,
    debt: 0,
    supersededBy: null,
    noticed: null,
    ...changes,
  };
}
