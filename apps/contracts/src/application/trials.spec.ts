import { describe, expect, it } from '@jest/globals';
import { FamilyWalk, termsOf } from '../testing/family-walk.js';
import { entitledAt, expectInvariants } from '../testing/invariants.js';
import { instant } from '@reservoir/kernel';

const trial = { mode: 'trial', term: 'M1' } as const;
const sku = 'endpoint-security:a-la-carte';
const conversion = (changes: object = {}) => ({
  conversion: { term: 'Y1', quantity: 10, addOns: [], managedServices: [], ...changes },
});

describe('CT-14 trials', () => {
  it('run 30 days, take nothing from a pool, and entitle', () => {
    const walk = new FamilyWalk();
    const tried = walk.buy({ ...trial, addOns: ['encryption'] });
    expect(tried).toMatchObject({ state: 'active', mode: 'trial' });
    expect(termsOf(tried)).toEqual({ quantity: 10, start: '2026-11-21', end: '2026-12-21' });
    expect(walk.events.map(({ type }) => type)).toContain('TrialStarted');
    expect(walk.pools.stockOf(sku)).toMatchObject({ assigned: 0 });
    expect(entitledAt(walk, 'customer-one', sku, instant('2026-12-20T23:00:00Z'))).toBe(10);
    expect(entitledAt(walk, 'customer-one', 'encryption', instant('2026-12-21T00:00:00Z'))).toBe(0);
    walk.at('2026-12-21T00:00:00Z');
    expect(walk.contract(tried.id)).toMatchObject({ state: 'expired' });
    expectInvariants(walk);
  });

  it('case 14: of another product in the family while one is commercial: allowed; a second trial: refused', () => {
    const walk = new FamilyWalk();
    walk.buy();
    const edr = {
      ...trial,
      product: 'edr-standalone',
      protectionModel: null,
      managementModel: 'client' as const,
    };
    walk.buy(edr);
    expect(walk.refusedToBuy(edr)).toMatchObject({ code: 'trial-running', rule: 'CT-14' });
    expectInvariants(walk);
  });

  it('of the product that is commercial is refused: another protection model is an upgrade (CT-5)', () => {
    const walk = new FamilyWalk();
    walk.buy();
    expect(walk.refusedToBuy({ ...trial, protectionModel: 'secure' })).toMatchObject({
      code: 'product-bought',
    });
  });

  it('have 250 licences at most', () => {
    const walk = new FamilyWalk();
    expect(walk.refusedToBuy({ ...trial, quantity: 251 })).toMatchObject({ code: 'trial-too-large' });
    expect(walk.buy({ ...trial, quantity: 250 })).toMatchObject({ state: 'active' });
  });

  it('lie 90 days apart, from the end of one to the next', () => {
    const walk = new FamilyWalk();
    const first = walk.buy(trial);
    walk.at('2026-12-01T12:00:00Z');
    walk.does('cancelContract', first);
    walk.at('2027-02-28T12:00:00Z');
    expect(walk.refusedToBuy(trial)).toMatchObject({
      code: 'trial-too-soon',
      errors: [{ lastTrial: '2026-12-01', from: '2027-03-01' }],
    });
    walk.at('2027-03-01T12:00:00Z');
    expect(walk.buy(trial)).toMatchObject({ state: 'active' });
  });

  it('are extended by 30 days, once, with their modules', () => {
    const walk = new FamilyWalk();
    const tried = walk.buy({ ...trial, addOns: ['encryption'] });
    expect(termsOf(walk.does('extendTrial', tried))).toMatchObject({ end: '2027-01-20' });
    expect(termsOf(walk.contract(walk.moduleOf(tried, 'encryption').id))).toMatchObject({
      end: '2027-01-20',
    });
    expect(walk.refused('extendTrial', tried)).toBe('extended-already');
    expectInvariants(walk);
  });

  it('are refused where the product does not allow them, aligned (CT-15), and without a choice (CA-3)', () => {
    const walk = new FamilyWalk();
    const product = walk.ports.products.find('endpoint-security')!;
    walk.ports.products.save({ ...product, trialPolicy: { allowed: false, days: 30 } });
    expect(walk.refusedToBuy(trial)).toMatchObject({ code: 'trial-not-allowed' });
    walk.ports.products.save(product);
    expect(walk.refusedToBuy({ ...trial, alignEnd: { monthEnd: '2026-12' } })).toMatchObject({
      code: 'trial-not-aligned',
    });
    expect(walk.refusedToBuy({ ...trial, addOns: undefined })).toMatchObject({ code: 'missing-choice' });
  });

  it('grow no more, and get no module later', () => {
    const walk = new FamilyWalk();
    const tried = walk.buy(trial);
    expect(walk.refused('changeSeats', tried, { seats: { add: 1, term: 'Y1' } })).toBe('trial');
    expect(
      walk.refused(
        'extendTrial',
        walk.buy({ product: 'edr-standalone', protectionModel: null, managementModel: 'client' }),
      ),
    ).toBe('not-a-trial');
  });
});

describe('CT-14 conversion', () => {
  it('is an assignment that supersedes the trial on activation, and keeps the settings', () => {
    const walk = new FamilyWalk();
    const tried = walk.buy({ ...trial, addOns: ['encryption'] });
    const bought = walk.does('convertTrial', tried, conversion({ addOns: ['encryption'] }));
    expect(bought).toMatchObject({ state: 'active', mode: 'commercial', serviceId: tried.serviceId });
    expect(termsOf(bought)).toMatchObject({ quantity: 10, end: '2027-11-21' });
    expect(walk.contract(tried.id)).toMatchObject({ state: 'superseded', supersededBy: bought.id });
    expect(walk.contract(walk.moduleOf(tried, 'encryption').id).state).toBe('superseded');
    expect(walk.ports.services.find(tried.serviceId)).toMatchObject({
      managementModel: 'delegated',
      autoRenew: { on: true, term: null },
    });
    expect(walk.refused('convertTrial', tried, conversion())).toBe('contract-over');
    expectInvariants(walk);
  });

  it('a short pool leaves the trial as it is', () => {
    const walk = new FamilyWalk();
    const tried = walk.buy(trial);
    expect(walk.refused('convertTrial', tried, conversion({ quantity: 200_000 }))).toBe('pool-short');
    expect(walk.contract(tried.id)).toMatchObject({ state: 'active' });
    expectInvariants(walk);
  });

  it('is refused beside another commercial product of the family', () => {
    const walk = new FamilyWalk();
    const tried = walk.buy(trial);
    walk.buy({ product: 'edr-standalone', protectionModel: null, managementModel: 'client' });
    expect(walk.refused('convertTrial', tried, conversion())).toBe('family-taken');
  });

  it('buying the product on trial is a conversion', () => {
    const walk = new FamilyWalk();
    const tried = walk.buy(trial);
    const bought = walk.buyMore({ protectionModel: 'secure' });
    expect(walk.contract(tried.id)).toMatchObject({ state: 'superseded', supersededBy: bought.id });
    expectInvariants(walk);
  });
});
