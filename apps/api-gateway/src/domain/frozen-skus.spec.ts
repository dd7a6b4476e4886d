import { describe, expect, it } from '@jest/globals';
import { type Instant, instant, utcDay } from '@reservoir/kernel';
import { type HeldContract, frozenAt, versionsOf } from './frozen-skus.js';

const at = (day: string): Instant => instant(`${day}T12:00:00Z`);
const sku = 'endpoint-security:secure';
const period = (start: string, end: string, catalogVersion: number) => ({
  ...{ sku, term: 'Y1' as const, quantity: 5, priceVersion: 1, catalogVersion },
  ...{ start: utcDay(start), end: utcDay(end) },
});
const contract = (of: Partial<HeldContract> = {}): HeldContract => ({
  ...{ product: 'endpoint-security', state: 'active', endedAt: null },
  activatedAt: at('2026-01-01'),
  past: [period('2026-01-01', '2027-01-01', 1)],
  periods: [period('2027-01-01', '2028-01-01', 2), period('2028-01-01', '2029-01-01', 3)],
  ...of,
});
const versionsAt = (day: string, of: Partial<HeldContract> = {}) =>
  frozenAt([contract(of)], at(day)).map(({ catalogVersion }) => catalogVersion);

describe('EN-3, CA-7 the versions that periods froze', () => {
  it('are those of the period that holds: past, present, future, and none before and after', () => {
    expect(versionsAt('2025-12-31')).toEqual([]);
    expect(versionsAt('2026-06-01')).toEqual([1]);
    expect(versionsAt('2027-06-01')).toEqual([2]);
    expect(versionsAt('2028-06-01')).toEqual([3]);
    expect(versionsAt('2029-01-01')).toEqual([]);
  });

  it('hold from the activation on, and until the contract has ended', () => {
    expect(frozenAt([contract()], instant('2026-01-01T11:59:59.999Z'))).toEqual([]);
    const endedAt = at('2027-06-01');
    expect(versionsAt('2027-05-31', { endedAt, state: 'cancelled' })).toEqual([2]);
    expect(versionsAt('2027-06-01', { endedAt, state: 'cancelled' })).toEqual([]);
  });

  it('of a contract that was never active are none, but of a scheduled one', () => {
    const periods = [period('2027-01-01', '2028-01-01', 2)];
    const of = { activatedAt: null, past: [], periods };
    expect(versionsAt('2027-06-01', { ...of, state: 'scheduled' })).toEqual([2]);
    for (const state of ['draft', 'reserved', 'cancelled'])
      expect(versionsAt('2027-06-01', { ...of, state })).toEqual([]);
  });

  it('of several contracts are each told once, with the last beginning', () => {
    const later = contract({ past: [], periods: [period('2027-03-01', '2028-03-01', 2)] });
    expect(versionsOf(frozenAt([contract(), later], at('2027-06-01')))).toEqual([
      { version: 2, begins: '2027-03-01T00:00:00.000Z' },
    ]);
  });
});
