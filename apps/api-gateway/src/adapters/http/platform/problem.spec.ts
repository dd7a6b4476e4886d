import { describe, expect, it } from '@jest/globals';
import { Problem, problemOfRefusal, unknown } from './problem.js';

describe('a problem', () => {
  it('of a refusal has the shape of interfaces.md', () => {
    const refusal = {
      code: 'pool-short',
      rule: 'PO-4',
      detail: '25 asked, 20 available in endpoint-security:secure-plus Y1',
      errors: [{ sku: 'endpoint-security:secure-plus', asked: 25, available: 20 }],
    };
    expect(problemOfRefusal(refusal)).toEqual({
      type: '/problems/pool-short',
      title: 'The pool has too few licences',
      status: 409,
      ...refusal,
    });
  });

  it('leaves out what it has not', () =>
    expect(Object.keys(problemOfRefusal({ code: 'x', rule: '', detail: 'd' }))).toEqual([
      'type',
      'title',
      'status',
      'code',
      'detail',
    ]));

  it('CO-8: of something unknown never names it', () => {
    expect(unknown('customer')).toBeInstanceOf(Problem);
    expect(unknown('points-quote')).toMatchObject({ code: 'unknown-points-quote', status: 404 });
  });
});
