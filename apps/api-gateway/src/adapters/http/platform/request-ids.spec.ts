import { describe, expect, it } from '@jest/globals';
import { correlationIdOf, requestIdOf } from './request-ids.js';

const made = () => 'made';
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the id of a request', () => {
  it.each([
    ['abc-1.2:3_4', 'abc-1.2:3_4'],
    [undefined, 'made'],
    ['', 'made'],
    ['a b', 'made'],
    ['a\nb', 'made'],
    ['x'.repeat(129), 'made'],
    [['a', 'b'], 'made'],
  ])('given as %p is %s', (given, id) => expect(requestIdOf({ 'x-request-id': given }, made)).toBe(id));
});

describe('the correlation of a request', () => {
  it.each([
    [`00-${trace}-00f067aa0ba902b7-01`, trace],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, 'request-one'],
    [`00-${trace}-${'0'.repeat(16)}-01`, 'request-one'],
    ['nonsense', 'request-one'],
    [undefined, 'request-one'],
  ])('with traceparent %p is %s', (given, id) =>
    expect(correlationIdOf({ traceparent: given }, 'request-one')).toBe(id),
  );
});
