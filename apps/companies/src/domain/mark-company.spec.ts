import { describe, expect, it } from '@jest/globals';
import { AWorld, codeOf } from '../testing/a-world.js';
import { operator, userOf } from '../testing/companies.fixtures.js';
import { isSuspended } from './marks.js';

const distributor = userOf('distributor-one');
const partner = userOf('partner-gold');
const suspended = (world: AWorld) =>
  world
    .all()
    .filter(isSuspended)
    .map(({ id }) => id);

describe('CO-6 who sets a mark', () => {
  it.each([partner, distributor, operator])('$userId, on a customer below', (actor) => {
    const world = AWorld.demo();
    const outcome = world.suspend('customer-one', actor, false, 'unpaid');
    const mark = { by: actor.companyId, recursive: false, reason: 'unpaid', at: world.now };
    expect(outcome).toMatchObject({
      value: {
        events: [
          {
            company: { marks: [mark], suspension: { from: world.now, to: null } },
            change: { kind: 'suspended', at: world.now, by: actor },
          },
        ],
      },
    });
  });

  it('not the company itself', () =>
    expect(codeOf(AWorld.demo().suspend('partner-gold', partner))).toBe('mark-not-allowed'));
  it('CO-8 not one beside it, nor one below it: it is unknown to them', () => {
    expect(codeOf(AWorld.demo().suspend('customer-one', userOf('partner-silver')))).toBe('unknown-company');
    expect(codeOf(AWorld.demo().suspend('partner-gold', userOf('customer-one')))).toBe('unknown-company');
  });
  it.each(['license-and-security-admin', 'security-admin', 'monitoring'] as const)('CO-7 not %s', (role) =>
    expect(codeOf(AWorld.demo().suspend('customer-one', userOf('partner-gold', role)))).toBe(
      'role-not-allowed',
    ),
  );
});

describe('CO-6 a mark', () => {
  it('set again the same changes nothing; another one replaces it, and stays one', () => {
    const world = AWorld.demo();
    world.suspend('customer-one', partner);
    expect(world.suspend('customer-one', partner)).toMatchObject({ value: { events: [] } });
    world.suspend('customer-one', partner, true);
    expect(world.company('customer-one').marks).toMatchObject([{ by: 'partner-gold', recursive: true }]);
  });

  it('holds for what is below only when it is recursive', () => {
    const world = AWorld.demo();
    world.suspend('partner-gold', distributor);
    world.settle();
    expect(suspended(world)).toEqual(['partner-gold']);
    world.suspend('partner-gold', distributor, true);
    world.settle();
    expect(suspended(world).sort()).toEqual([
      ...['customer-chain', 'customer-one', 'partner-chain', 'partner-gold'],
    ]);
  });

  it('lifting one leaves the others; a second lift of the same is refused', () => {
    const world = AWorld.demo();
    for (const actor of [partner, distributor, operator]) world.suspend('customer-one', actor);
    expect(codeOf(world.reactivate('customer-one', distributor))).toBeUndefined();
    expect(world.company('customer-one').marks.map(({ by }) => by)).toEqual(['partner-gold', null]);
    expect(suspended(world)).toEqual(['customer-one']);
    expect(codeOf(world.reactivate('customer-one', distributor))).toBe('no-such-mark');
    world.reactivate('customer-one', partner);
    const at = world.tick();
    world.reactivate('customer-one', operator);
    expect(world.company('customer-one').suspension).toMatchObject({ to: at });
    expect(suspended(world)).toEqual([]);
  });

  it('sequence 12: of a partner does not revive a client that was suspended for itself, when it is lifted', () => {
    const world = AWorld.demo();
    world.suspend('customer-one', partner);
    world.suspend('partner-gold', distributor, true);
    world.settle();
    world.reactivate('partner-gold', distributor);
    world.settle();
    expect(suspended(world)).toEqual(['customer-one']);
  });

  it('case 22: reaches the clients of a chain dated at the instant of the mark, and leaves them at that of the lift', () => {
    const world = AWorld.demo();
    const marked = world.tick();
    world.suspend('partner-gold', distributor, true);
    world.tick(60_000);
    world.settle();
    expect(world.company('customer-chain').suspension).toEqual({ from: marked, to: null });
    const lifted = world.tick();
    world.reactivate('partner-gold', distributor);
    world.tick(60_000);
    world.settle();
    expect(world.company('customer-chain').suspension).toEqual({ from: marked, to: lifted });
  });

  it('is inherited by who is created below it, at once', () => {
    const world = AWorld.demo();
    world.suspend('partner-gold', distributor, true);
    world.make('customer', 'customer-new', 'partner-gold');
    expect(suspended(world)).toContain('customer-new');
  });
});
