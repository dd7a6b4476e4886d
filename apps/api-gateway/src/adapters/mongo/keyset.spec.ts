import { describe, expect, it } from '@jest/globals';
import { after, positionOf } from './keyset.js';

describe('what comes after a position', () => {
  it('by one field', () => expect(after({ _id: 1 }, ['x'])).toEqual({ _id: { $gt: 'x' } }));

  it('by several, each in its direction', () =>
    expect(after({ at: -1, _id: 1 }, ['2026', 'x'])).toEqual({
      $or: [{ at: { $lt: '2026' } }, { at: '2026', _id: { $gt: 'x' } }],
    }));

  it('starts at what the last document of the page says', () =>
    expect(positionOf({ at: -1, _id: 1 }, { _id: 'x', at: '2026', other: 1 })).toEqual(['2026', 'x']));
});
