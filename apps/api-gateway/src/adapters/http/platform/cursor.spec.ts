import { describe, expect, it } from '@jest/globals';
import { cursorOf, positionFrom } from './cursor.js';

describe('a cursor', () => {
  it.each([[['c-1']], [['2026-11-21T00:00:00.000Z', 'ü"}']], [[7, 'x']]])('carries %p', (position) =>
    expect(positionFrom(cursorOf(position), position.length)).toEqual(position),
  );

  it.each([
    ['nothing', ''],
    ['no base64url of JSON', 'c-1'],
    ['no list', cursorOf('x' as never)],
    ['an operator in it', cursorOf([{ $gt: '' }] as never)],
    ['another number of fields', cursorOf(['a', 'b'])],
  ])('is refused with %s', (_what, cursor) =>
    expect(() => positionFrom(cursor, 1)).toThrow(expect.objectContaining({ code: 'invalid-cursor' })),
  );
});
