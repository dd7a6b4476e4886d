import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type CountName, type Counts, credited, noCounts, shifted } from './counts.js';

const names = Object.keys(noCounts) as CountName[];
const sumOf = (counts: Counts): number => names.reduce((sum, name) => sum + counts[name], 0);

describe('PO-1 the seven counts', () => {
  it('begin with everything available', () =>
    expect(credited(noCounts, 5)).toEqual({ ...noCounts, available: 5 }));

  it('invariant 1: refuse to go below zero', () => {
    const counts = credited(noCounts, 5);
    expect(shifted(counts, 'available', 'reserved', 5)).toEqual({ ...noCounts, reserved: 5 });
    expect(() => shifted(counts, 'available', 'reserved', 6)).toThrow('invariant 1');
    expect(() => shifted(counts, 'available', 'reserved', -1)).toThrow('invariant 1');
  });

  it('invariant 1: keep their sum', () => {
    const anyName = fc.constantFrom(...names);
    fc.assert(
      fc.property(fc.array(fc.tuple(anyName, anyName, fc.nat({ max: 9 }))), (shifts) => {
        let counts = credited(noCounts, 20);
        for (const [from, to, n] of shifts)
          if (from !== to && n <= counts[from]) counts = shifted(counts, from, to, n);
        expect(sumOf(counts)).toBe(20);
      }),
    );
  });
});
