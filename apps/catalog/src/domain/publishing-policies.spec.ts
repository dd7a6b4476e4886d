import { describe, expect, it } from '@jest/globals';
import { firstRefusal } from '@reservoir/kernel';
import { operator, userOf } from '../testing/catalog.fixtures.js';
import type { Actor } from './actor.js';
import { type Company, offersPolicies, operatorPublishes } from './publishing-policies.js';

const distributor: Company = { id: 'distributor-one', type: 'distributor', version: 1 };
const refusalFor = (actor: Actor, company: Company | undefined, distributorId = 'distributor-one') =>
  firstRefusal(offersPolicies, { actor, distributorId }, company);

describe('CO-10 the catalog', () => {
  it('is published by the operator', () => expect(operatorPublishes(operator)).toBeUndefined());
  it.each([userOf('distributor-one'), userOf('distributor-one', 'operator')])('and not by $role', (actor) =>
    expect(operatorPublishes(actor)?.code).toBe('role-not-allowed'),
  );
});

describe('CA-6 assortment and prices', () => {
  it('are set by the distributor itself, and by the operator', () => {
    expect(refusalFor(userOf('distributor-one'), distributor)).toBeUndefined();
    expect(refusalFor(operator, distributor)).toBeUndefined();
  });

  it('CO-8 of another distributor answer like those of an unknown one', () => {
    const foreign = refusalFor(userOf('distributor-two'), distributor);
    expect(foreign).toMatchObject({ code: 'unknown-company', rule: 'CO-8' });
    expect(refusalFor(userOf('distributor-two'), undefined)).toEqual(foreign);
    expect(refusalFor(operator, undefined)?.code).toBe('unknown-company');
  });

  it.each(['license-and-security-admin', 'security-admin', 'monitoring', 'operator'] as const)(
    'CO-7 are not set by %s',
    (role) => expect(refusalFor(userOf('distributor-one', role), distributor)?.code).toBe('role-not-allowed'),
  );

  it.each(['partner', 'customer'] as const)('are not set for a %s', (type) =>
    expect(refusalFor(operator, { ...distributor, type })?.code).toBe('not-a-distributor'),
  );
});
