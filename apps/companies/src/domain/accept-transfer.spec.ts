import { describe, expect, it } from '@jest/globals';
import { AWorld, codeOf } from '../testing/a-world.js';
import { noon, userOf } from '../testing/companies.fixtures.js';

const asked = (mover: string, to: string) => {
  const world = AWorld.demo();
  return { world, id: world.ask(mover, to).id };
};

describe('CO-4 a partner that is taken in moves at once', () => {
  it('case 21: with everything below it; its history tells which distributor sold to it when', () => {
    const { world, id } = asked('partner-gold', 'distributor-two');
    const moved = world.tick();
    const outcome = world.accept(id, 'partner-gold', 'distributor-two');
    const by = userOf('distributor-two');
    expect(outcome).toMatchObject({
      value: {
        events: [
          { company: { parentId: 'distributor-two', version: 2 }, change: { kind: 'moved', at: moved, by } },
          { request: { state: 'accepted', endedAt: moved }, by },
        ],
      },
    });
    world.tick(60_000);
    world.settle();
    const history = [
      { distributorId: 'distributor-one', since: noon },
      { distributorId: 'distributor-two', since: moved },
    ];
    expect(world.company('partner-gold')).toMatchObject({
      distributorId: 'distributor-two',
      distributors: history,
    });
    expect(world.company('partner-chain')).toMatchObject({
      ancestors: ['distributor-two', 'partner-gold'],
      distributors: history,
    });
    expect(world.company('customer-chain')).toMatchObject({
      ancestors: ['distributor-two', 'partner-gold', 'partner-chain'],
      distributorId: 'distributor-two',
      distributors: [],
    });
  });

  it('loses the tier, which was of the old distributor’s price list, and keeps its membership (PT-9)', () => {
    const world = AWorld.demo();
    world.change('partner-gold', { tier: 'GOLD', pointsProgramme: true }, userOf('distributor-one'));
    const { id } = world.ask('partner-gold', 'distributor-two');
    world.accept(id, 'partner-gold', 'distributor-two');
    expect(world.company('partner-gold')).toMatchObject({ tier: null, pointsProgramme: true });
  });

  it('within one distributor it keeps its tier and history', () => {
    const world = AWorld.demo();
    world.change('partner-silver', { tier: 'SILVER' }, userOf('distributor-one'));
    const { id } = world.ask('partner-silver', 'partner-gold');
    world.accept(id, 'partner-silver', 'partner-gold');
    const { tier, distributors } = world.company('partner-silver');
    expect([tier, distributors.length]).toEqual(['SILVER', 1]);
  });

  it('CO-6 marks of who no longer stands above fall, those of the operator and of who does stay', () => {
    const world = AWorld.demo();
    for (const by of ['distributor-one', 'partner-gold']) world.suspend('customer-one', userOf(by));
    const { id } = world.ask('partner-gold', 'distributor-two');
    world.accept(id, 'partner-gold', 'distributor-two');
    world.settle();
    expect(world.company('customer-one').marks.map(({ by }) => by)).toEqual(['partner-gold']);
  });
});

describe('CO-3 what is asked again when a request is accepted', () => {
  it('the new parent must sell every SKU in use', () => {
    const { world, id } = asked('partner-gold', 'distributor-two');
    const inUse = [{ sku: 'edr', quantity: 5 }];
    const accept = () => world.accept(id, 'partner-gold', 'distributor-two', { inUse });
    expect(accept()).toMatchObject({
      error: { code: 'skus-not-sold', rule: 'CO-3', errors: [{ sku: 'edr' }] },
    });
    world.tree.assortments.save({ id: 'distributor-two', skus: ['edr'], version: 1 });
    expect(codeOf(accept())).toBeUndefined();
  });

  it('of a partner, its distributor must', () => {
    const { world, id } = asked('customer-one', 'partner-two');
    world.tree.assortments.save({ id: 'distributor-two', skus: ['edr'], version: 1 });
    const inUse = [{ sku: 'edr', quantity: 5 }];
    expect(codeOf(world.accept(id, 'customer-one', 'partner-two', { inUse }))).toBeUndefined();
  });

  it('CO-6 neither the mover nor the new parent is suspended', () => {
    for (const [marked, by] of [
      ['partner-silver', 'distributor-one'],
      ['partner-two', 'distributor-two'],
    ] as const) {
      const { world, id } = asked('partner-silver', 'partner-two');
      world.suspend(marked, userOf(by));
      expect(codeOf(world.accept(id, 'partner-silver', 'partner-two'))).toBe('company-suspended');
    }
  });

  it('CO-1 the chain has not become too long, nor the new parent a company below', () => {
    const { world, id } = asked('partner-two', 'partner-chain');
    world.make('partner', 'partner-two-below', 'partner-two');
    expect(codeOf(world.accept(id, 'partner-two', 'partner-chain'))).toBe('partner-chain-too-long');
    const crossing = AWorld.demo();
    const [up, down] = [
      crossing.ask('partner-silver', 'partner-two').id,
      crossing.ask('partner-two', 'partner-silver').id,
    ];
    expect(codeOf(crossing.accept(up, 'partner-silver', 'partner-two'))).toBeUndefined();
    expect(codeOf(crossing.accept(down, 'partner-two', 'partner-silver'))).toBe('parent-not-allowed');
  });
});

describe('CO-5 a customer moves when contracts lets it go', () => {
  it('is moving until then, and answers nobody else meanwhile', () => {
    const { world, id } = asked('customer-one', 'partner-two');
    world.change('customer-one', { assistedByPartner: true });
    expect(world.accept(id, 'customer-one', 'partner-two')).toMatchObject({
      value: {
        events: [{ request: { state: 'moving' } }, { type: 'client-lock-wanted', companyVersion: 2 }],
      },
    });
    expect(world.company('customer-one').parentId).toBe('partner-gold');
    expect(codeOf(world.withdraw(id, 'customer-one'))).toBe('transfer-not-pending');
    expect(codeOf(world.ask('customer-one', 'partner-silver').outcome)).toBe('transfer-pending');
    world.locked(id, 'customer-one', 'partner-two');
    expect(world.request(id)).toMatchObject({ state: 'accepted' });
    expect(world.company('customer-one')).toMatchObject({
      parentId: 'partner-two',
      ancestors: ['distributor-two', 'partner-two'],
      assistedByPartner: false, // CO-2
    });
    expect(world.locked(id, 'customer-one', 'partner-two')).toEqual([]);
  });

  it('with live contracts its request is pending again', () => {
    const { world, id } = asked('customer-one', 'partner-two');
    world.accept(id, 'customer-one', 'partner-two');
    world.locked(id, 'customer-one', 'partner-two', false);
    expect(world.request(id)).toMatchObject({ state: 'pending', acceptance: null, version: 3 });
    expect(world.company('customer-one').parentId).toBe('partner-gold');
    expect(codeOf(world.accept(id, 'customer-one', 'partner-two'))).toBeUndefined();
  });
});
