import { describe, expect, it } from '@jest/globals';
import { AWorld, codeOf } from '../testing/a-world.js';
import { operator, userOf } from '../testing/companies.fixtures.js';

const world = () => AWorld.demo();
const distributor = userOf('distributor-one');
const partner = userOf('partner-gold');
const customer = userOf('customer-one');

describe('CO-1 a company is renamed', () => {
  it.each([customer, partner, distributor, operator])('CO-8 by $userId, itself or above', (actor) => {
    const of = world();
    const outcome = of.change('customer-one', { name: 'Another' }, actor);
    expect(outcome).toMatchObject({
      value: {
        events: [
          {
            type: 'company-changed',
            company: { name: 'Another', version: 2 },
            change: { kind: 'details', at: of.now, by: actor },
          },
        ],
      },
    });
    expect(of.company('customer-one').name).toBe('Another');
  });

  it('CO-8 for others it is unknown, as one that does not exist', () => {
    const foreign = world().change('customer-one', { name: 'X' }, userOf('partner-two'));
    const below = world().change('distributor-one', { name: 'X' }, partner);
    const nobody = world().change('nobody', { name: 'X' }, userOf('partner-two'));
    expect([foreign, below, nobody].map(codeOf)).toEqual(Array(3).fill('unknown-company'));
  });

  it.each(['license-and-security-admin', 'security-admin', 'monitoring'] as const)('CO-7 not by %s', (role) =>
    expect(codeOf(world().change('customer-one', { name: 'X' }, userOf('customer-one', role)))).toBe(
      'role-not-allowed',
    ),
  );

  it('nothing named is refused; what is so already changes nothing and tells nothing', () => {
    const of = world();
    expect(codeOf(of.change('partner-gold', { name: undefined }, partner))).toBe('nothing-to-change');
    const same = of.change('partner-gold', { name: of.company('partner-gold').name }, partner);
    expect(same).toMatchObject({ value: { events: [], state: { companies: [{ version: 1 }] } } });
  });
});

describe('CO-1 a tier', () => {
  it.each([distributor, operator])('is set by $userId', (actor) =>
    expect(codeOf(world().change('partner-gold', { tier: 'GOLD' }, actor))).toBeUndefined(),
  );
  it('of a partner in a chain too, by the distributor at the top', () =>
    expect(codeOf(world().change('partner-chain', { tier: 'GOLD' }, distributor))).toBeUndefined());
  it.each(['partner-gold', 'partner-chain'])('CO-7 not by a partner, for %s', (id) =>
    expect(codeOf(world().change(id, { tier: 'GOLD' }, partner))).toBe('tier-not-allowed'),
  );
  it('is no customer’s', () =>
    expect(codeOf(world().change('customer-one', { tier: 'GOLD' }, operator))).toBe('tier-not-allowed'));
});

describe('PT-9 programme and vendor account', () => {
  it.each([partner, distributor, operator])('$userId signs a partner up', (actor) =>
    expect(codeOf(world().change('partner-gold', { pointsProgramme: true }, actor))).toBeUndefined(),
  );
  it('not the partner above it', () =>
    expect(codeOf(world().change('partner-chain', { pointsProgramme: true }, partner))).toBe(
      'role-not-allowed',
    ));
  it.each([distributor, operator])('$userId tells of the vendor account', (actor) =>
    expect(
      codeOf(world().change('partner-gold', { vendorAccount: 'panda-migrated' }, actor)),
    ).toBeUndefined(),
  );
  it('not the partner itself', () =>
    expect(codeOf(world().change('partner-gold', { vendorAccount: 'watchguard' }, partner))).toBe(
      'vendor-account-not-allowed',
    ));
  it('neither is for customers', () => {
    expect(codeOf(world().change('customer-one', { pointsProgramme: true }, operator))).toBe(
      'points-programme-not-allowed',
    );
    expect(codeOf(world().change('customer-one', { vendorAccount: 'panda' }, operator))).toBe(
      'vendor-account-not-allowed',
    );
  });
});

describe('CO-2 assistedByPartner', () => {
  it.each(['total-control', 'license-and-security-admin'] as const)('is switched by its own %s', (role) => {
    const of = world();
    const actor = userOf('customer-one', role);
    expect(codeOf(of.change('customer-one', { assistedByPartner: true }, actor))).toBeUndefined();
    expect(of.company('customer-one').assistedByPartner).toBe(true);
  });

  it.each([partner, distributor, operator])('by nobody else: not $userId', (actor) =>
    expect(codeOf(world().change('customer-one', { assistedByPartner: true }, actor))).toBe(
      'assistance-not-allowed',
    ),
  );

  it.each(['security-admin', 'monitoring'] as const)('CO-7 not by its %s', (role) =>
    expect(
      codeOf(world().change('customer-one', { assistedByPartner: true }, userOf('customer-one', role))),
    ).toBe('role-not-allowed'),
  );

  it('CO-7 with anything else beside it, total control is asked for', () =>
    expect(
      codeOf(
        world().change(
          'customer-one',
          { assistedByPartner: true, name: 'X' },
          userOf('customer-one', 'license-and-security-admin'),
        ),
      ),
    ).toBe('role-not-allowed'));

  it('is no partner’s', () =>
    expect(codeOf(world().change('partner-gold', { assistedByPartner: true }))).toBe(
      'assistance-not-allowed',
    ));
});
