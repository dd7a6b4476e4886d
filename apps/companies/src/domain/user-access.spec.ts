import { describe, expect, it } from '@jest/globals';
import { firstRefusal } from '@reservoir/kernel';
import { aDistributor, below, operator, userOf } from '../testing/companies.fixtures.js';
import { aUser } from '../testing/users.fixtures.js';
import type { Actor } from './actor.js';
import type { Company } from './company.js';
import {
  type AccessPolicy,
  keyCreationPolicies,
  keyRevocationPolicies,
  userAccessPolicies,
} from './user-access.js';
import type { User } from './user.js';

const distributor = aDistributor();
const gold = below(distributor, 'partner', 'partner-gold');
const chain = below(gold, 'partner', 'partner-chain');
const customer = below(gold, 'customer', 'customer-one');
const deeper = below(chain, 'customer', 'customer-chain');
const silver = below(distributor, 'partner', 'partner-silver');

const code = (
  policies: readonly AccessPolicy[],
  actor: Actor,
  company: Company | undefined,
  registered?: User,
): string | undefined =>
  firstRefusal(policies, { actor, companyId: company?.id ?? 'nobody', company, registered })?.code;

const users = (actor: Actor, company: Company | undefined, registered?: User) =>
  code(userAccessPolicies, actor, company, registered);
const newKey = (actor: Actor, company: Company) => code(keyCreationPolicies, actor, company);
const revoke = (actor: Actor, company: Company) => code(keyRevocationPolicies, actor, company);

describe('CO-7 who manages users', () => {
  it.each([
    ['a company its own', userOf(gold), gold],
    ['a customer its own', userOf(customer), customer],
    ['a partner those of its customer', userOf(gold), customer],
    ['the operator those of anybody', operator, silver],
  ])('%s', (_who, actor, company) => expect(users(actor, company)).toBeUndefined());

  it.each([
    ['a partner those of its partner', userOf(gold), chain],
    ['a partner those of the customer of its partner', userOf(gold), deeper],
    ['a distributor those of its partner', userOf(distributor), gold],
    ['a distributor those of a customer below', userOf(distributor), customer],
  ])('but not %s', (_who, actor, company) => {
    const access = { actor, companyId: company.id, company, registered: undefined };
    expect(firstRefusal(userAccessPolicies, access)).toMatchObject({
      code: 'not-the-managing-company',
      rule: 'CO-7',
    });
  });

  it.each(['license-and-security-admin', 'security-admin', 'monitoring', 'operator'] as const)(
    'not with the role %s',
    (role) => expect(users(userOf(gold, role), gold)).toBe('role-not-allowed'),
  );

  it('not total control of no company', () =>
    expect(users({ ...operator, role: 'total-control' }, gold)).toBe('role-not-allowed'));

  it('not an API key, whatever its role', () => {
    const key = { ...userOf(gold), userId: 'api-key:one' };
    expect([users(key, gold), newKey(key, gold), revoke(key, gold)]).toEqual(
      Array(3).fill('api-key-not-allowed'),
    );
  });
});

describe('CO-8 what is foreign answers as what is unknown', () => {
  it.each([
    ['above', gold, userOf(customer)],
    ['beside', silver, userOf(gold)],
    ['nowhere', undefined, userOf(gold)],
    ['nowhere, for the operator', undefined, operator],
  ])('%s', (_where, company, actor) => {
    const access = {
      actor,
      companyId: 'it',
      company: company && { ...company, id: 'it' },
      registered: undefined,
    };
    expect(firstRefusal(userAccessPolicies, access)).toEqual({
      code: 'unknown-company',
      rule: 'CO-8',
      detail: 'there is no company it',
    });
  });
});

describe('CO-7 the registered role wins over the claimed one', () => {
  it('upwards and downwards', () => {
    expect(users(userOf(gold, 'monitoring'), gold, aUser())).toBeUndefined();
    expect(users(userOf(gold), gold, aUser({ role: 'monitoring' }))).toBe('role-not-allowed');
  });

  it.each(['disabled', 'removed'] as const)('and who is %s is refused, also on the way', (state) =>
    expect(users(userOf(gold), gold, aUser({ state }))).toBe(`user-${state}`),
  );
});

describe('CO-7 who manages API keys', () => {
  it('the company itself', () => {
    expect(newKey(userOf(gold), gold)).toBeUndefined();
    expect(revoke(userOf(gold), gold)).toBeUndefined();
  });

  it.each([
    ['its partner', userOf(gold), customer],
    ['its distributor', userOf(distributor), gold],
  ])('not %s', (_who, actor, company) => {
    expect(newKey(actor, company)).toBe('not-the-managing-company');
    expect(revoke(actor, company)).toBe('not-the-managing-company');
  });

  it('CO-10 the operator creates none, and revokes those that have leaked', () => {
    expect(newKey(operator, gold)).toBe('not-the-managing-company');
    expect(revoke(operator, gold)).toBeUndefined();
  });

  it.each(['license-and-security-admin', 'security-admin', 'monitoring'] as const)(
    'not the role %s',
    (role) => {
      expect(newKey(userOf(gold, role), gold)).toBe('role-not-allowed');
      expect(revoke(userOf(gold, role), gold)).toBe('role-not-allowed');
    },
  );
});
