import { describe, expect, it } from '@jest/globals';
import { aCaller, anOperator } from '../testing/callers.js';
import { isApiKey, managesKeysOf, managesUsersOf, registrationIdOf } from './registration.js';

const gold = { id: 'partner-gold', type: 'partner', parentId: 'distributor-one' };
const chain = { id: 'partner-chain', type: 'partner', parentId: 'partner-gold' };
const customer = { id: 'customer-one', type: 'customer', parentId: 'partner-gold' };
const deeper = { id: 'customer-chain', type: 'customer', parentId: 'partner-chain' };

describe('CO-7 who manages users and keys', () => {
  it.each([
    ['its own', aCaller(), gold, true, true],
    ['those of its customer', aCaller(), customer, true, false],
    ['those of its partner', aCaller(), chain, false, false],
    ['those of the customer of its partner', aCaller(), deeper, false, false],
    ['its own, as monitoring', aCaller({}, { role: 'monitoring' }), gold, false, false],
    ['anybody’s, as the operator', anOperator(), deeper, true, true],
  ])('%s', (_what, caller, company, users, keys) => {
    expect([managesUsersOf(caller, company), managesKeysOf(caller, company)]).toEqual([users, keys]);
  });

  it('a program is told by its name', () => {
    expect(isApiKey(aCaller({}, { userId: 'api-key:one' }))).toBe(true);
    expect(isApiKey(aCaller())).toBe(false);
  });

  it('a user is registered by one company', () =>
    expect(registrationIdOf('a', 'b')).not.toBe(registrationIdOf('b', 'a')));
});
