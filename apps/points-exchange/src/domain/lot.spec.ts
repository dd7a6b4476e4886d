import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { aLot, midnight } from '../testing/points.fixtures.js';
import { expire, hold, isOver, release, spend } from './lot.js';

const end = midnight('2027-03-31');
const before = plusMs(end, -1);

describe('a lot of points', () => {
  it('PT-3 is over at the instant of its expiry, not before', () => {
    expect(isOver(aLot(), before)).toBe(false);
    expect(isOver(aLot(), end)).toBe(true);
  });

  it('moves points between its counts, and never loses one', () => {
    const held = hold(aLot(), 400);
    expect(held).toMatchObject({ points: 1000, remaining: 600, held: 400, version: 2 });
    expect(spend(held, 300)).toMatchObject({ remaining: 600, held: 100, spent: 300, version: 3 });
    expect(release(held, 300, before)).toMatchObject({ remaining: 900, held: 100, expired: 0 });
  });

  it('PT-5 expires what remains, not what is held; that expires when it comes back', () => {
    const over = expire(hold(aLot(), 400));
    expect(over).toMatchObject({ remaining: 0, held: 400, expired: 600 });
    expect(release(over, 400, end)).toMatchObject({ remaining: 0, held: 0, expired: 1000 });
    expect(spend(over, 400)).toMatchObject({ spent: 400, expired: 600 });
  });

  it('invariant 7 refuses a negative count: a bug', () => {
    expect(() => hold(aLot(), 1001)).toThrow('PT-1');
    expect(() => spend(aLot(), 1)).toThrow('PT-1');
  });
});
