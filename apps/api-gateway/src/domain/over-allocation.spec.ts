import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { overAllocationAt } from './over-allocation.js';

const day = (n: number) => instant(Date.UTC(2026, 0, 1 + n));
const timeline = [
  { from: day(0), to: day(20), quantity: 10 },
  { from: day(25), to: null, quantity: 12 },
];
const use = { devices: 11, measuredAt: day(5), overSince: day(3) };

describe('EN-4 over-allocation at an instant', () => {
  it('is nothing while there are as many licences as devices', () =>
    expect(overAllocationAt({ ...use, devices: 10, overSince: null }, timeline, day(19))).toBeNull());

  it('lasts since before the measurement; after 7 days the excess is unprotected', () => {
    expect(overAllocationAt(use, timeline, day(9))).toEqual({
      since: day(3),
      unprotectedFrom: day(10),
      excess: 1,
      unprotected: false,
    });
    expect(overAllocationAt(use, timeline, day(10))).toMatchObject({ unprotected: true });
  });

  it('begins when licences end, and ends when there are enough again', () => {
    const fitting = { ...use, devices: 10, overSince: null };
    expect(overAllocationAt(fitting, timeline, day(21))).toMatchObject({ since: day(20), excess: 10 });
    expect(overAllocationAt(fitting, timeline, day(25))).toBeNull();
    expect(overAllocationAt(use, timeline, day(300))).toBeNull();
  });
});
