import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { AWorld, codeOf } from '../testing/a-world.js';
import { operator, userOf } from '../testing/companies.fixtures.js';

const silver = userOf('partner-silver');

describe('CO-3 a transfer request', () => {
  it.each([
    ['partner-gold', 'distributor-two'],
    ['partner-silver', 'partner-gold'],
    ['partner-chain', 'distributor-two'],
    ['customer-one', 'partner-two'],
    ['customer-one', 'partner-chain'],
  ])('%s asks to move to %s', (mover, to) => {
    const world = AWorld.demo();
    const { id, outcome } = world.ask(mover, to, [{ sku: 'edr', quantity: 5 }]);
    const request = {
      ...{ id, companyId: mover, toId: to, state: 'pending', inUse: [{ sku: 'edr', quantity: 5 }] },
      deadline: plusMs(world.now, 30 * 86_400_000),
    };
    expect(outcome).toMatchObject({ value: { events: [{ request, by: userOf(mover) }] } });
    expect(world.company(mover)).toMatchObject({ version: 1, branch: { transferId: id } });
  });

  it.each([
    ['the operator', operator],
    ['total control of no company', { ...operator, role: 'total-control' as const }],
    ['its security admin', userOf('partner-silver', 'license-and-security-admin')],
  ])('CO-7 is not made by %s', (_, actor) =>
    expect(codeOf(AWorld.demo().ask('partner-silver', 'distributor-two', [], actor).outcome)).toBe(
      'role-not-allowed',
    ),
  );

  it('CO-8 is made by the mover alone: not by who stands above it, and for others it is unknown', () => {
    const by = (actor: typeof silver) =>
      codeOf(AWorld.demo().ask('customer-one', 'partner-two', [], actor).outcome);
    expect(by(userOf('partner-gold'))).toBe('role-not-allowed');
    expect(by(silver)).toBe('unknown-company');
  });

  it.each([
    ['nobody', 'nobody'],
    ['a distributor, for a customer', 'distributor-two'],
    ['a customer', 'customer-foreign'],
    ['itself', 'customer-one'],
  ])('CO-8 to %s answers as to one that does not exist', (_, to) =>
    expect(codeOf(AWorld.demo().ask('customer-one', to).outcome)).toBe('unknown-company'),
  );

  it('CO-1 neither into its own subtree, nor where the chain would be too long', () => {
    const world = AWorld.demo();
    expect(codeOf(world.ask('partner-gold', 'partner-chain').outcome)).toBe('unknown-company');
    world.make('partner', 'partner-two-below', 'partner-two');
    expect(codeOf(world.ask('partner-gold', 'partner-two-below').outcome)).toBe('unknown-company');
    expect(codeOf(world.ask('partner-gold', 'partner-two').outcome)).toBeUndefined();
  });

  it('is not made by a distributor, nor to the present parent', () => {
    expect(codeOf(AWorld.demo().ask('distributor-one', 'distributor-two').outcome)).toBe(
      'company-cannot-move',
    );
    expect(codeOf(AWorld.demo().ask('customer-one', 'partner-gold').outcome)).toBe('parent-unchanged');
  });

  it('CO-6 is not made by a suspended company', () => {
    const world = AWorld.demo();
    world.suspend('partner-silver', userOf('distributor-one'));
    expect(codeOf(world.ask('partner-silver', 'distributor-two').outcome)).toBe('company-suspended');
  });

  it('is one at a time, until its deadline: at that instant another one may be made, and the old one is over', () => {
    const world = AWorld.demo();
    const first = world.ask('partner-silver', 'distributor-two').id;
    world.now = plusMs(world.request(first).deadline, -1);
    expect(codeOf(world.ask('partner-silver', 'partner-two').outcome)).toBe('transfer-pending');
    world.tick(1);
    const second = world.ask('partner-silver', 'partner-two');
    expect(codeOf(second.outcome)).toBeUndefined();
    expect([world.request(first).state, world.request(second.id).state]).toEqual(['expired', 'pending']);
  });
});

describe('CO-3 a request comes to an end', () => {
  const pending = (mover = 'partner-silver', to = 'partner-two') => {
    const world = AWorld.demo();
    return { world, id: world.ask(mover, to).id };
  };

  it('declined by the new parent, withdrawn by the mover: another one may be made', () => {
    for (const end of ['decline', 'withdraw'] as const) {
      const { world, id } = pending();
      const outcome =
        end === 'decline'
          ? world.decline(id, 'partner-silver', 'partner-two')
          : world.withdraw(id, 'partner-silver');
      expect(codeOf(outcome)).toBeUndefined();
      expect(world.request(id)).toMatchObject({ state: end === 'decline' ? 'declined' : 'withdrawn' });
      expect(world.company('partner-silver').branch.transferId).toBeNull();
      expect(codeOf(world.accept(id, 'partner-silver', 'partner-two'))).toBe('transfer-not-pending');
      expect(codeOf(world.ask('partner-silver', 'partner-two').outcome)).toBeUndefined();
    }
  });

  it('expired at its deadline, not a moment before; a second time nothing happens', () => {
    const { world, id } = pending();
    const { deadline } = world.request(id);
    world.now = plusMs(deadline, -1);
    expect(world.expire(id, 'partner-silver')).toEqual([]);
    world.tick(1);
    expect(codeOf(world.accept(id, 'partner-silver', 'partner-two'))).toBe('transfer-not-pending');
    expect(world.expire(id, 'partner-silver')).toMatchObject([{ request: { state: 'expired' }, by: null }]);
    expect(world.expire(id, 'partner-silver')).toEqual([]);
  });

  it('CO-8 by its parties alone: for others it is unknown, and those above them may not answer for them', () => {
    const { world, id } = pending();
    const answers = [
      world.decline(id, 'partner-silver', 'partner-two', userOf('partner-gold')),
      world.decline(id, 'partner-silver', 'partner-gold', userOf('partner-gold')),
      world.decline('nothing', 'partner-silver', 'partner-two'),
      world.withdraw(id, 'partner-silver', userOf('partner-two')),
      world.accept(id, 'customer-one', 'partner-two'),
    ];
    expect(answers.map(codeOf)).toEqual(Array(5).fill('unknown-transfer-request'));
    expect(codeOf(world.decline(id, 'partner-silver', 'partner-two', userOf('distributor-two')))).toBe(
      'role-not-allowed',
    );
    expect(codeOf(world.withdraw(id, 'partner-silver', userOf('distributor-one')))).toBe('role-not-allowed');
    expect(
      codeOf(
        world.accept(id, 'partner-silver', 'partner-two', { actor: userOf('partner-two', 'monitoring') }),
      ),
    ).toBe('role-not-allowed');
  });
});
