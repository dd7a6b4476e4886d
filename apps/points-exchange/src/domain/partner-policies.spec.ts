import { describe, expect, it } from '@jest/globals';
import { firstRefusal } from '@reservoir/kernel';
import { aPartner, operator, userOf } from '../testing/points.fixtures.js';
import type { Actor } from './actor.js';
import type { Company } from './facts.js';
import { partnerPolicies } from './partner-policies.js';

const refusalFor = (actor: Actor, partner: Company | undefined = aPartner()) =>
  firstRefusal(partnerPolicies, { partnerId: 'partner-gold', actor }, partner);
const nobody = (actor: Actor) =>
  firstRefusal(partnerPolicies, { partnerId: 'partner-gold', actor }, undefined);

describe('who moves a partner’s points', () => {
  it.each(['total-control', 'license-and-security-admin'] as const)('CO-7 its own %s', (role) =>
    expect(refusalFor(userOf('partner-gold', role))).toBeUndefined(),
  );

  it.each(['security-admin', 'monitoring', 'operator'] as const)('CO-7 not its own %s', (role) =>
    expect(refusalFor(userOf('partner-gold', role))).toMatchObject({
      code: 'role-not-allowed',
      rule: 'CO-7',
    }),
  );

  it('CO-8 to everybody outside its subtree it is unknown, like one that does not exist', () => {
    const unknown = nobody(userOf('partner-silver'));
    expect(unknown).toMatchObject({ code: 'unknown-partner', rule: 'CO-8' });
    expect(refusalFor(userOf('partner-silver'))).toEqual(unknown);
    expect(nobody(userOf('partner-gold'))).toEqual(unknown);
  });

  it.each([userOf('distributor-one'), operator])('CO-9 $userId sees it, and moves nothing', (actor) =>
    expect(refusalFor(actor)).toMatchObject({ code: 'role-not-allowed', rule: 'CO-9' }),
  );

  it.each(['distributor', 'customer'] as const)('a %s has no points', (type) =>
    expect(refusalFor(userOf('partner-gold'), aPartner({ type }))?.code).toBe('unknown-partner'),
  );

  it('PT-9 only in the points programme', () =>
    expect(refusalFor(userOf('partner-gold'), aPartner({ pointsProgramme: false }))).toMatchObject({
      code: 'not-in-points-programme',
      rule: 'PT-9',
    }));

  it.each(['watchguard', 'panda-migrated'] as const)('PT-9 with a vendor account %s', (vendorAccount) =>
    expect(refusalFor(userOf('partner-gold'), aPartner({ vendorAccount }))).toBeUndefined(),
  );

  it.each(['panda', null] as const)('PT-9 not with a vendor account %s', (vendorAccount) =>
    expect(refusalFor(userOf('partner-gold'), aPartner({ vendorAccount }))).toMatchObject({
      code: 'vendor-account-not-eligible',
      rule: 'PT-9',
    }),
  );

  it('CO-6 not while it is suspended', () =>
    expect(refusalFor(userOf('partner-gold'), aPartner({ suspended: true }))).toMatchObject({
      code: 'partner-suspended',
      rule: 'CO-6',
    }));
});
