import { describe, expect, it } from '@jest/globals';
import { aCaller, anOperator } from '../../../testing/callers.js';
import { keyedRequest } from './idempotency-key.js';

const request = { method: 'POST', path: '/v1/contracts', body: { a: 1, b: { c: [1, 2], d: 2 } } };
const hash = (change: object) => keyedRequest('k', aCaller(), { ...request, ...change })?.requestHash;

describe('an Idempotency-Key', () => {
  it('is one key, quoted or not', () => {
    expect(keyedRequest('"k-1"', aCaller(), request)).toEqual(keyedRequest('k-1', aCaller(), request));
    expect(keyedRequest(undefined, aCaller(), request)).toBeNull();
  });

  it('belongs to a company and a user', () => {
    const callers = [aCaller(), aCaller({ id: 'other' }), aCaller({}, { userId: 'other' }), anOperator()];
    expect(new Set(callers.map((caller) => keyedRequest('k', caller, request)?.key)).size).toBe(4);
  });

  it.each(['', '""', 'a b', 'ü', 'x'.repeat(256)])('%p is refused', (key) =>
    expect(() => keyedRequest(key, aCaller(), request)).toThrow(
      expect.objectContaining({ code: 'idempotency-key-malformed' }),
    ),
  );

  it('stands for a request by method, path and body, whatever the order of its members', () => {
    expect(hash({ body: { b: { d: 2, c: [1, 2] }, a: 1 } })).toBe(hash({}));
    const others = [
      { method: 'PUT' },
      { path: '/v1/x' },
      { body: { a: 1 } },
      { body: { a: 1, b: { c: [2, 1], d: 2 } } },
    ];
    expect(new Set([hash({}), ...others.map(hash)]).size).toBe(5);
    expect(hash({ body: undefined })).toBeDefined();
  });
});
