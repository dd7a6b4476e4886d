import { describe, expect, it } from '@jest/globals';
import { assignmentRequest, productBody } from '@reservoir/messages';
import { z } from 'zod';
import { strictly } from './strictly.js';

describe('a strict schema', () => {
  const schema = strictly(
    z.object({
      list: z.array(z.object({ a: z.int() })).max(2),
      one: z.object({ b: z.string() }).nullable().optional(),
    }),
  );

  it.each([
    [{ list: [], x: 1 }, []],
    [{ list: [{ a: 1, x: 1 }] }, ['list', 0]],
    [{ list: [], one: { b: '', x: 1 } }, ['one']],
  ])('refuses the unknown member in %j', (value, path) =>
    expect(schema.safeParse(value).error?.issues).toEqual([
      expect.objectContaining({ code: 'unrecognized_keys', keys: ['x'], path }),
    ]),
  );

  it('keeps what the schema checked before', () => {
    expect(schema.safeParse({ list: [{ a: 1 }, { a: 2 }, { a: 3 }] }).success).toBe(false);
    expect(schema.safeParse({ list: [{ a: 1 }], one: null }).success).toBe(true);
  });

  it('reaches into the real ones', () => {
    const request = { customerId: 'c', product: 'p', mode: 'commercial', term: 'Y1', quantity: 1 };
    expect(strictly(assignmentRequest).safeParse(request).success).toBe(true);
    const odd = { ...request, autoRenew: { on: true, often: true } };
    expect(strictly(assignmentRequest).safeParse(odd).success).toBe(false);
    expect(strictly(productBody).safeParse({ trialPolicy: { allowed: true, days: 30, x: 1 } }).success).toBe(
      false,
    );
  });
});
