import { describe, expect, it } from '@jest/globals';
import type { Caller } from '../../../domain/caller.js';
import { customerNamedIn, rememberNamed, takeNamed } from './named-customers.js';

const caller = (): Caller => ({ userId: 'somebody', role: 'operator', company: null });

describe('the customer that a request names', () => {
  it.each([
    ['in its body', { body: { customerId: 'customer-one' } }, 'customer-one'],
    ['in its path', { params: { customerId: 'customer-one' } }, 'customer-one'],
    [
      'in its path, which is what it is about',
      { params: { customerId: 'a' }, body: { customerId: 'b' } },
      'a',
    ],
    ['nowhere', { params: {}, body: { partnerId: 'partner-gold' } }, undefined],
    ['in a list', { body: [{ customerId: 'customer-one' }] }, undefined],
    ['with no body', {}, undefined],
    ['as no text', { body: { customerId: { $gt: '' } } }, undefined],
    ['as no id', { body: { customerId: 'x'.repeat(129) } }, undefined],
  ])('%s', (_, request, expected) => {
    expect(customerNamedIn(request)).toBe(expected);
  });

  it('is looked up for its own request, once, and for no other', () => {
    const [mine, other] = [caller(), caller()];
    const company = Promise.resolve(undefined);
    rememberNamed(mine, 'customer-one', company);
    expect(takeNamed(other, 'customer-one')).toBeUndefined();
    expect(takeNamed(mine, 'customer-two')).toBeUndefined();
    expect(takeNamed(mine, 'customer-one')).toBe(company);
    expect(takeNamed(mine, 'customer-one')).toBeUndefined();
  });
});
