import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { entitledAt } from './entitlement.js';

const at = (day: string) => instant(`${day}T00:00:00Z`);

describe('EN-2 entitlement at an instant', () => {
  const timeline = [
    { from: at('2026-01-01'), to: at('2026-03-01'), quantity: 10 },
    { from: at('2026-03-01'), to: at('2026-07-01'), quantity: 15 },
    { from: at('2026-07-01'), to: at('2027-01-01'), quantity: 5 },
  ];

  it.each([
    ['2025-12-31', 0],
    ['2026-01-01', 10],
    ['2026-03-01', 15],
    ['2026-06-30', 15],
    ['2026-07-01', 5],
    ['2027-01-01', 0],
  ])('on %s is %i', (day, quantity) => expect(entitledAt(timeline, at(day))).toBe(quantity));

  it('runs on where the end is open', () =>
    expect(entitledAt([{ from: at('2026-01-01'), to: null, quantity: 3 }], at('2036-01-01'))).toBe(3));
});
