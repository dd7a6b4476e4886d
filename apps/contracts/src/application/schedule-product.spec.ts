import { describe, expect, it } from '@jest/globals';
import { FamilyWalk } from '../testing/family-walk.js';
import { entitledAt, expectInvariants } from '../testing/invariants.js';

const sku = 'endpoint-security:a-la-carte';
/** On that day, what began on 21 Nov 2026 has 200 days left. */
const with200DaysLeft = '2027-05-05T12:00:00Z';

const product = (changes: object = {}) => ({
  schedule: {
    change: 'product',
    product: 'endpoint-security',
    protectionModel: 'secure',
    term: 'Y1',
    quantity: 8,
    ...changes,
  },
});
const secure = 'endpoint-security:secure';

describe('CT-16 a scheduled change of product', () => {
  it('takes effect at its start, the claim, the service and the entitlement with it', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    const scheduled = walk.does('scheduleChange', bought, product());
    expect(scheduled).toMatchObject({
      next: 'product',
      periods: [
        { sku, quantity: 10 },
        { sku: secure, quantity: 8 },
      ],
    });
    expect(walk.ports.clients.find('customer-one')?.claims).toMatchObject([
      { protectionModel: 'a-la-carte' },
    ]);
    walk.at('2027-11-21T00:00:00Z');
    expect(walk.ports.clients.find('customer-one')?.claims).toMatchObject([{ protectionModel: 'secure' }]);
    expect(walk.ports.services.find(bought.serviceId)).toMatchObject({ protectionModel: 'secure' });
    expect(entitledAt(walk, 'customer-one', secure, walk.now)).toBe(8);
    expectInvariants(walk);
  });

  it('to another product: its service is opened with the settings of the old one', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ managementModel: 'client' });
    walk.at(with200DaysLeft);
    walk.does('scheduleChange', bought, product({ product: 'edr-standalone', protectionModel: null }));
    walk.at('2027-11-21T00:00:00Z');
    expect(walk.contract(bought.id)).toMatchObject({
      product: 'edr-standalone',
      serviceId: 'customer-one:edr-standalone',
    });
    expect(walk.ports.services.find('customer-one:edr-standalone')).toMatchObject({
      managementModel: 'client',
    });
    walk.does('changeSeats', walk.contract(bought.id), { seats: { remove: 1 } });
    expectInvariants(walk);
  });

  it('several contracts are grouped first; modules that end before it are not renewed, with a notice', () => {
    const walk = new FamilyWalk();
    const one = walk.buy({ addOns: ['encryption'], alignEnd: { monthEnd: '2027-06' } });
    walk.buyMore({ alignEnd: { monthEnd: '2027-08' } });
    const group = walk.does('scheduleChange', one, product());
    expect(group).toMatchObject({
      state: 'active',
      next: 'product',
      periods: [{ quantity: 20 }, { sku: secure, quantity: 8 }],
    });
    expect(walk.contract(one.id)).toMatchObject({ state: 'superseded', supersededBy: group.id });
    expect(walk.plan.notices).toMatchObject([{ code: 'module-not-renewed', rule: 'CT-16' }]);
    expectInvariants(walk);
  });

  it('sequence 5 (CT-5): Y1 and M1 of A la carte; M1 alone cannot go to Secure', () => {
    const walk = new FamilyWalk();
    walk.buy();
    const month = walk.buyMore({ term: 'M1' });
    expect(walk.refused('scheduleChange', month, product({ term: 'M1' }))).toBe('mixed-term-classes');
    expectInvariants(walk);
  });

  it('CT-5 beside it, what would still be of the old product when it begins is refused', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    walk.does('scheduleChange', bought, product());
    expect(walk.refused('changeSeats', bought, { seats: { add: 1, term: 'Y1' } })).toBe('two-products');
    walk.does('changeSeats', bought, { seats: { add: 1, term: 'Y1', alignEnd: { monthEnd: '2027-10' } } });
    expectInvariants(walk);
  });

  it('CA-4 a module that does not go with it has to end by then', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ addOns: ['edr', 'encryption'] });
    walk.at(with200DaysLeft);
    walk.does('scheduleChange', bought, product({ quantity: 10 }));
    expect(walk.refused('renewContract', walk.moduleOf(bought, 'edr'), { renewal: { term: 'Y1' } })).toBe(
      'module-beyond-change',
    );
    walk.does('renewContract', walk.moduleOf(bought, 'encryption'), { renewal: { term: 'Y1' } });
    expectInvariants(walk);
  });

  it.each([
    ['of the SKU that it has', { protectionModel: 'a-la-carte' }, 'same-sku'],
    ['to another family', { product: 'email-security', protectionModel: null }, 'other-family'],
    [
      'that the management model does not allow (EN-1)',
      { product: 'edr-standalone', protectionModel: null },
      'management-model-not-allowed',
    ],
    ['for another term class', { term: 'M1' }, 'mixed-term-classes'],
  ])('%s is refused', (_, changes, code) => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    expect(walk.refused('scheduleChange', bought, product())).toBe('too-early');
    walk.at(with200DaysLeft);
    expect(walk.refused('scheduleChange', bought, product(changes))).toBe(code);
    expectInvariants(walk);
  });
});
