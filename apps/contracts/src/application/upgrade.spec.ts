import { describe, expect, it } from '@jest/globals';
import { FamilyWalk, termsOf } from '../testing/family-walk.js';
import { expectInvariants } from '../testing/invariants.js';

const aLaCarte = 'endpoint-security:a-la-carte';
const to = (changes: object = {}, cascade?: boolean) => ({
  upgrade: {
    product: 'endpoint-security',
    protectionModel: 'secure',
    mode: 'recover',
    term: 'Y1',
    quantity: 10,
    ...changes,
  },
  cascade,
});
/** On that day, what began on 21 Nov 2026 has 200 days left. */
const with200DaysLeft = '2027-05-05T12:00:00Z';

describe('CT-12 upgrade with recovery', () => {
  it('the old licences are recovered, the new ones run from today, the claim and the service change', () => {
    const walk = new FamilyWalk();
    const old = walk.buy();
    walk.at(with200DaysLeft);
    const upgraded = walk.does('upgradeService', old, to());
    expect(termsOf(upgraded)).toEqual({ quantity: 10, start: '2027-05-05', end: '2028-05-05' });
    expect(walk.recovered(aLaCarte)).toEqual([5, 5]);
    expect(walk.contract(old.id)).toMatchObject({ state: 'superseded', supersededBy: upgraded.id });
    expect(walk.ports.clients.find('customer-one')?.claims).toMatchObject([{ protectionModel: 'secure' }]);
    expect(walk.ports.services.find(old.serviceId)).toMatchObject({
      protectionModel: 'secure',
      managementModel: 'delegated',
    });
    expectInvariants(walk);
  });

  it('a future period comes back in full', () => {
    const walk = new FamilyWalk();
    const old = walk.buy();
    walk.at(with200DaysLeft);
    walk.does('renewContract', old, { renewal: {} });
    walk.does('upgradeService', old, to());
    expect(walk.recovered(aLaCarte)).toEqual([15, 5]);
    expectInvariants(walk);
  });

  it('modules that it includes or does not allow are recovered, the others stay, cut to its end', () => {
    const walk = new FamilyWalk();
    const addOns = ['edr', 'encryption', 'sve-scanning'];
    const old = walk.buy({ addOns, term: 'Y3' });
    const upgraded = walk.does('upgradeService', old, to());
    const [edr, encryption, sve] = addOns.map((sku) => walk.contract(walk.moduleOf(old, sku).id));
    expect([edr?.state, encryption?.state, sve?.state]).toEqual(['cancelled', 'active', 'cancelled']);
    expect(edr?.reason).toMatchObject({ code: 'module-upgraded-away', rule: 'CT-12' });
    expect([walk.recovered('edr'), walk.recovered('encryption')]).toEqual([
      [10, 0],
      [0, 0],
    ]);
    expect(encryption?.periods[0]).toMatchObject({ end: upgraded.periods[0].end, anchorDay: 21 });
    expectInvariants(walk);
  });

  it('CT-13 fewer licences than a module has are refused, or the module is cut with cascade', () => {
    const walk = new FamilyWalk();
    const old = walk.buy({ addOns: ['encryption'] });
    expect(walk.refused('upgradeService', old, to({ quantity: 8 }))).toBe('module-beyond-product');
    walk.does('upgradeService', old, to({ quantity: 8 }, true));
    expect(walk.recovered('encryption')).toEqual([2, 0]);
    expectInvariants(walk);
  });

  it('to another product of the family: a module that goes with it goes on with it', () => {
    const walk = new FamilyWalk();
    const encryption = walk.ports.modules.find('encryption')!;
    walk.ports.modules.save({ ...encryption, products: ['endpoint-security', 'edr-standalone'] });
    const old = walk.buy({ addOns: ['encryption', 'patch-management'] });
    const target = { product: 'edr-standalone', protectionModel: null };
    expect(walk.refused('upgradeService', old, to(target))).toBe('management-model-not-allowed');
    const upgraded = walk.does('upgradeService', old, to({ ...target, managementModel: 'client' }));
    expect(upgraded).toMatchObject({ product: 'edr-standalone', serviceId: 'customer-one:edr-standalone' });
    expect(walk.contract(walk.moduleOf(old, 'encryption').id)).toMatchObject({
      state: 'active',
      product: 'edr-standalone',
      serviceId: 'customer-one:edr-standalone',
    });
    expect(walk.contract(walk.moduleOf(old, 'patch-management').id).state).toBe('cancelled');
    expectInvariants(walk);
  });
});

describe('CT-12 upgrade with carry-time', () => {
  it('the old time is added to the new term, the old licences are retired, rounding is a debt (CT-11)', () => {
    const walk = new FamilyWalk();
    const old = walk.buy();
    walk.at(with200DaysLeft);
    const upgraded = walk.does('upgradeService', old, to({ mode: 'carry-time', quantity: 15 }));
    expect(termsOf(upgraded)).toEqual({ quantity: 15, start: '2027-05-05', end: '2028-09-16' });
    expect(upgraded).toMatchObject({
      debt: 15 * 134 - 2000,
      periods: [{ anchorDay: 16, batches: [{ termDays: 366 }] }],
    });
    expect(walk.recovered(aLaCarte)).toEqual([0, 10]);
    expectInvariants(walk);
  });

  it('at most the longest left is added', () => {
    const walk = new FamilyWalk();
    const old = walk.buy();
    walk.at(with200DaysLeft);
    const upgraded = walk.does('upgradeService', old, to({ mode: 'carry-time', quantity: 2 }));
    expect(upgraded).toMatchObject({ debt: 0, periods: [{ end: '2028-11-21' }] });
  });

  it('refused while a future period exists', () => {
    const walk = new FamilyWalk();
    const old = walk.buy();
    walk.at(with200DaysLeft);
    walk.does('renewContract', old, { renewal: {} });
    expect(walk.refused('upgradeService', old, to({ mode: 'carry-time' }))).toBe('future-period');
  });
});

describe('sequence 10 (CT-12): two contracts of a service', () =>
  it('are upgraded together, scheduled ones too: never two products on one claim', () => {
    const walk = new FamilyWalk();
    const one = walk.buy();
    const other = walk.buyMore({ quantity: 5 });
    const scheduled = walk.buyMore({ quantity: 3, start: '2026-12-24' as never });
    walk.does('upgradeService', one, to({ quantity: 18 }));
    for (const { id } of [one, other, scheduled]) expect(walk.contract(id).state).toBe('superseded');
    expect(walk.recovered(aLaCarte)).toEqual([18, 0]);
    expectInvariants(walk);
  }));

describe('CT-12 refused', () => {
  it.each([
    ['of the SKU that it has', { protectionModel: 'a-la-carte' }, 'same-sku'],
    ['to another term class', { term: 'M1' }, 'mixed-term-classes'],
    ['to another family', { product: 'email-security', protectionModel: null }, 'other-family'],
    ['to an unknown product', { product: 'nothing' }, 'other-family'],
    ['to an unknown protection model (CA-2)', { protectionModel: 'gold' }, 'unknown-protection-model'],
    ['to a protection model that is not chosen (CA-3)', { protectionModel: undefined }, 'missing-choice'],
    ['with more than the pool has (PO-4)', { quantity: 200_000 }, 'pool-short'],
  ])('%s', (_, changes, code) => {
    const walk = new FamilyWalk();
    const old = walk.buy();
    expect(walk.refused('upgradeService', old, to(changes))).toBe(code);
    expect(walk.contract(old.id)).toEqual(old);
    expectInvariants(walk);
  });

  it('of a service with a contract of another term class: Y1 beside M1', () => {
    const walk = new FamilyWalk();
    const old = walk.buy();
    walk.buyMore({ term: 'M1' });
    expect(walk.refused('upgradeService', old, to())).toBe('mixed-term-classes');
  });

  it('of a module, and of what is over', () => {
    const walk = new FamilyWalk();
    const old = walk.buy({ addOns: ['encryption'] });
    expect(walk.refused('upgradeService', walk.moduleOf(old, 'encryption'), to())).toBe('not-upgradable');
    walk.does('cancelContract', old);
    expect(walk.refused('upgradeService', old, to())).toBe('contract-over');
  });
});
