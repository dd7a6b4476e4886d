import { describe, expect, it } from '@jest/globals';
import { etagOf, isNotModified } from './etag.js';

describe('an entity tag', () => {
  it('is the same for the same body only, and quoted', () => {
    expect(etagOf('{"a":1}')).toBe(etagOf('{"a":1}'));
    expect(etagOf('{"a":1}')).not.toBe(etagOf('{"a":2}'));
    expect(etagOf('')).toMatch(/^"[\w-]{27}"$/);
  });

  it.each([
    [undefined, false],
    ['"x"', true],
    ['W/"x"', true],
    ['"y", "x"', true],
    ['*', true],
    ['"y"', false],
    ['x', false],
  ])('is matched by %p: %p', (header, matched) => expect(isNotModified(header, '"x"')).toBe(matched));
});
