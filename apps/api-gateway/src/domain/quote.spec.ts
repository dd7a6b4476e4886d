import { describe, expect, it } from '@jest/globals';
import { instant, plusMs } from '@reservoir/kernel';
import { quoteStateAt } from './quote.js';

const expiresAt = instant('2026-11-21T09:15:00Z');

describe('PT-3 a quote', () => {
  it('is open until its expiry, and expired at the instant itself', () => {
    expect(quoteStateAt({ state: 'open', expiresAt }, plusMs(expiresAt, -1))).toBe('open');
    expect(quoteStateAt({ state: 'open', expiresAt }, expiresAt)).toBe('expired');
  });

  it('stays accepted', () =>
    expect(quoteStateAt({ state: 'accepted', expiresAt }, expiresAt)).toBe('accepted'));
});
