import { type Term, dayOf, termDays, utcDay } from '@reservoir/kernel';
import type { Batch } from '../domain/batch.js';
import { type Contract, type Period, newPeriod, unblemished } from '../domain/contract.js';
import { noon } from './contracts.fixtures.js';

/** Licences of one lot, drawn on the day on which the fixtures begin. */
export const aBatchOf = (quantity: number, term: Term = 'Y1', changes: Partial<Batch> = {}): Batch => {
  const date = changes.date ?? dayOf(noon);
  return {
    lotId: 'lot-1',
    quantity,
    term,
    termDays: termDays(date, term),
    date,
    grouped: false,
    purchasedAt: noon,
    expiresAt: null,
    distributorId: 'distributor-one',
    ...changes,
  };
};

/** A period from that day on, with its licences. */
export const aPeriod = (changes: Partial<Period> = {}): Period => {
  const {
    sku = 'endpoint-security:a-la-carte',
    term = 'Y1',
    quantity = 10,
    start = utcDay('2026-11-21'),
  } = changes;
  const versions = { catalogVersion: 3, priceVersion: 4 };
  const period = newPeriod({ sku, term, quantity }, start, versions);
  return { ...period, batches: [aBatchOf(quantity, term, { date: start })], ...changes };
};

/** Ten licences of Endpoint Security à la carte for a year, active since noon. */
export const aContract = (changes: Partial<Contract> = {}): Contract => ({
  id: 'contract-1',
  version: 2,
  customerId: 'customer-one',
  partnerId: 'partner-gold',
  distributorId: 'distributor-one',
  serviceId: 'customer-one:endpoint-security',
  familyId: 'endpoint',
  product: 'endpoint-security',
  kind: 'product',
  mode: 'commercial',
  state: 'active',
  periods: [aPeriod()],
  assignmentId: 'operation-1',
  ...unblemished,
  activatedAt: noon,
  ...changes,
});
