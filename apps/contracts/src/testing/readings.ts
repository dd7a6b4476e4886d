import type { Reading, Usage } from '../domain/usage.js';
import { at } from './entitled-contracts.js';

export const edr = 'edr-standalone';

/** 10 devices of customer-one with EDR Standalone, counted on the 10th day. */
export const aReading = (changes: Partial<Reading> = {}): Reading => ({
  customerId: 'customer-one',
  sku: edr,
  devices: 10,
  measuredAt: at(10),
  ...changes,
});

/** What is known after that reading, with enough licences. */
export const aUsage = (changes: Partial<Usage> = {}): Usage => ({
  id: `customer-one:${edr}`,
  version: 1,
  customerId: 'customer-one',
  sku: edr,
  product: edr,
  devices: 10,
  measuredAt: at(10),
  overSince: null,
  months: [{ month: '2026-01', devices: 10 }],
  told: null,
  dueAt: null,
  ...changes,
});
