import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aDistributor, below, operator, userOf } from '../testing/companies.fixtures.js';
import { aUser, anAdding } from '../testing/users.fixtures.js';
import type { Actor } from './actor.js';
import { type UserDecision, decideAdding, decideChange, decideRemoval } from './manage-users.js';
import { type Staff, type User, isInControl, noStaff } from './user.js';

const gold = below(aDistributor(), 'partner', 'partner-gold');
const customer = below(gold, 'customer', 'customer-one');
const staff = (inControl: number): Staff => ({ id: 'partner-gold', inControl, version: 1 });
const around = (user: User | undefined, inControl = 2) => ({
  company: gold,
  registered: undefined,
  user,
  staff: inControl === 0 ? noStaff('partner-gold') : staff(inControl),
});
const ann = { companyId: 'partner-gold', userId: 'ann' };
const actor = userOf(gold);
const code = (decision: UserDecision) => (decision.ok ? undefined : decision.error.code);

describe('CO-7 adding a user', () => {
  it('makes an active one, counts who is in control, and says who did it', () => {
    const user = aUser();
    expect(decideAdding(anAdding(), around(undefined, 0))).toEqual({
      ok: true,
      value: {
        state: { user, staff: { id: 'partner-gold', inControl: 1, version: 1 } },
        events: [{ type: 'user-added', user, by: actor }],
      },
    });
  });

  it('does not count other roles', () =>
    expect(decideAdding(anAdding({ role: 'monitoring' }), around(undefined, 0))).toMatchObject({
      value: { state: { staff: { inControl: 0, version: 0 } } },
    }));

  it.each(['active', 'disabled'] as const)('refuses who is there and %s', (state) =>
    expect(code(decideAdding(anAdding(), around(aUser({ state }))))).toBe('user-exists'),
  );

  it('takes back who was removed, with the next version', () =>
    expect(
      decideAdding(anAdding(), around(aUser({ state: 'removed', name: null, email: null, version: 4 }))),
    ).toMatchObject({ value: { state: { user: aUser({ version: 5 }), staff: { inControl: 3 } } } }));

  it('CO-10 the first one with total control is made by the operator', () =>
    expect(code(decideAdding(anAdding({ actor: operator }), around(undefined, 0)))).toBeUndefined());

  it('is refused by who may not', () =>
    expect(code(decideAdding(anAdding({ actor: userOf(gold, 'monitoring') }), around(undefined)))).toBe(
      'role-not-allowed',
    ));
});

describe('CO-7 changing a user', () => {
  it('changes what is named, and nothing else', () => {
    const user = aUser({ role: 'monitoring', version: 2 });
    expect(decideChange({ ...ann, role: 'monitoring', actor }, around(aUser()))).toEqual({
      ok: true,
      value: {
        state: { user, staff: { id: 'partner-gold', inControl: 1, version: 2 } },
        events: [{ type: 'user-changed', user, by: actor }],
      },
    });
  });

  it('makes no event when all is as wanted', () =>
    expect(decideChange({ ...ann, name: 'Ann', state: 'active', actor }, around(aUser()))).toMatchObject({
      value: { state: { user: { version: 1 } }, events: [] },
    }));

  it.each([undefined, aUser({ state: 'removed' })])('CO-8 refuses who is not there (%#)', (user) =>
    expect(code(decideChange({ ...ann, name: 'B', actor }, around(user)))).toBe('unknown-user'),
  );
});

describe('CO-7 removing a user', () => {
  it('takes its name and e-mail address away', () => {
    const user = aUser({ state: 'removed', name: null, email: null, version: 2 });
    expect(decideRemoval({ ...ann, actor }, around(aUser()))).toMatchObject({
      value: {
        state: { user, staff: { inControl: 1 } },
        events: [{ type: 'user-removed', user, by: actor }],
      },
    });
  });

  it('answers the second time like the first, without an event', () =>
    expect(decideRemoval({ ...ann, actor }, around(aUser({ state: 'removed' })))).toMatchObject({
      ok: true,
      value: { events: [] },
    }));

  it('CO-8 refuses who never was there', () =>
    expect(code(decideRemoval({ ...ann, actor }, around(undefined)))).toBe('unknown-user'));
});

describe('CO-7 the last user with total control stays', () => {
  const ways: readonly (readonly [string, (by: Actor, inControl: number, user?: User) => UserDecision])[] = [
    [
      'removed',
      (by, inControl, user = aUser()) => decideRemoval({ ...ann, actor: by }, around(user, inControl)),
    ],
    [
      'demoted',
      (by, inControl, user = aUser()) =>
        decideChange({ ...ann, role: 'monitoring', actor: by }, around(user, inControl)),
    ],
    [
      'disabled',
      (by, inControl, user = aUser()) =>
        decideChange({ ...ann, state: 'disabled', actor: by }, around(user, inControl)),
    ],
  ];

  it.each(ways)('is not %s by its company, the one before the last is', (_how, decide) => {
    expect(decide(actor, 1)).toMatchObject({ error: { code: 'last-total-control', rule: 'CO-7' } });
    expect(decide(actor, 2).ok).toBe(true);
  });

  it.each(ways)('but can be %s by the operator (CO-10)', (_how, decide) =>
    expect(decide(operator, 1)).toMatchObject({ value: { state: { staff: { inControl: 0 } } } }),
  );

  it('and by the partner of a customer', () => {
    const user = aUser({ companyId: 'customer-one' });
    const request = { companyId: 'customer-one', userId: 'ann' };
    const last = { ...around(user, 1), company: customer };
    expect(decideRemoval({ ...request, actor: userOf(customer) }, last).ok).toBe(false);
    expect(decideRemoval({ ...request, actor: userOf(gold) }, last).ok).toBe(true);
  });

  it.each([{ state: 'disabled' }, { role: 'monitoring' }] as const)('%p is none', (differing) =>
    expect(ways[0]![1](actor, 1, aUser(differing)).ok).toBe(true),
  );
});

it('CO-7 whatever happens: the count is right, and a company does not lose control by itself', () => {
  const step = fc.record({
    userId: fc.constantFrom('ann', 'bob', 'eve'),
    what: fc.constantFrom('add', 'remove', 'demote', 'promote', 'disable', 'enable'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const users = new Map<string, User>();
      let count: Staff = noStaff('partner-gold');
      for (const { userId, what } of steps) {
        const target = { companyId: 'partner-gold', userId, actor };
        const now = { ...around(users.get(userId)), staff: count };
        const decision = {
          add: () => decideAdding(anAdding({ userId }), now),
          remove: () => decideRemoval(target, now),
          demote: () => decideChange({ ...target, role: 'monitoring' }, now),
          promote: () => decideChange({ ...target, role: 'total-control' }, now),
          disable: () => decideChange({ ...target, state: 'disabled' }, now),
          enable: () => decideChange({ ...target, state: 'active' }, now),
        }[what as 'add']();
        const before = count.inControl;
        if (decision.ok) {
          users.set(userId, decision.value.state.user);
          count = decision.value.state.staff;
        }
        expect(count.inControl).toBe([...users.values()].filter(isInControl).length);
        if (before > 0) expect(count.inControl).toBeGreaterThan(0);
      }
    }),
  );
});
