import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON (RFC 8785)', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    ],
    ['a"\\/\b\u000f', '"a\\"\\\\/\\b\\u000f"'],
    [[9007199254740991, -1, -0], '[9007199254740991,-1,0]'],
    [{}, '{}'],
  ])('of %j', (value, text) => expect(canonicalJson(value)).toBe(text));

  it('is the same for members in any order', () =>
    expect(canonicalJson({ x: { b: 1, a: 2 }, y: 3 })).toBe(canonicalJson({ y: 3, x: { a: 2, b: 1 } })));

  it.each([1.5, Number.NaN, 2 ** 53, undefined, () => 1])('refuses %p', (value) =>
    expect(() => canonicalJson({ value })).toThrow(TypeError),
  );
});
