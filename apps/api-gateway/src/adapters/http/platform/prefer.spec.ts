import { describe, expect, it } from '@jest/globals';
import { waitMsOf } from './prefer.js';

describe('Prefer', () => {
  it.each([
    [undefined, 5000],
    ['', 5000],
    ['wait=0', 0],
    ['wait=12', 12_000],
    ['WAIT = 12', 12_000],
    ['wait="12"', 12_000],
    ['respond-async, wait=10', 10_000],
    ['return=minimal, wait=3; x=y', 3000],
    ['wait=31', 30_000],
    ['wait=999999999', 30_000],
    ['respond-async', 0],
    ['wait=-1', 5000],
    ['wait=soon', 5000],
    ['wait=9999999999', 5000],
  ])('%p waits %i ms', (prefer, ms) => expect(waitMsOf(prefer)).toBe(ms));
});
