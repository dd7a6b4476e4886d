import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { aLot, at, justBefore } from '../testing/license-pool.fixtures.js';
import { expiryOf, homeOf, isOver, never, openIn } from './lot.js';

describe('PO-2 when licences expire that nobody assigned', () => {
  const day = utcDay('2026-11-21');

  it.each(['Y1', 'Y2', 'Y3'] as const)('bought %s never do', (term) =>
    expect(expiryOf('purchase', term, day)).toBe(never),
  );

  it.each([
    ['purchase', 'M1'],
    ['points', 'M1'],
    ['points', 'Y1'],
  ] as const)('%s %s: 00:00 UTC of the crediting day + 90', (provenance, term) =>
    expect(expiryOf(provenance, term, day)).toBe('2027-02-19T00:00:00.000Z'),
  );
});

describe('PO-4 a lot is over at the instant of its expiry', () => {
  const expiresAt = at('2027-02-19T00:00:00Z');
  const lot = aLot({ available: 5, reserved: 2, expiresAt });

  it('not before', () => {
    expect(isOver(lot, justBefore(expiresAt))).toBe(false);
    expect(openIn(lot, justBefore(expiresAt))).toBe(5);
    expect(homeOf(lot, justBefore(expiresAt))).toBe('available');
  });

  it('at it, even before a job has marked it', () => {
    expect(isOver(lot, expiresAt)).toBe(true);
    expect(openIn(lot, expiresAt)).toBe(0);
    expect(homeOf(lot, expiresAt)).toBe('expired'); // PO-9
  });
});
