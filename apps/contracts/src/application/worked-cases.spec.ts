import { describe, expect, it } from '@jest/globals';
import { startOfDay, utcDay } from '@reservoir/kernel';
import { aCommand, aCustomer } from '../testing/contracts.fixtures.js';
import { entitledAt, expectInvariants, expectPoolsAgree } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const sku = 'endpoint-security:a-la-carte';
const states = (walk: Walk, operationId: string) => walk.contractsOf(operationId).map(({ state }) => state);
const reserveBoth = (walk: Walk) => {
  for (const one of ['encryption', sku]) {
    walk.pool(one);
    walk.answer(one);
  }
};

/** Two customers of one partner, so of one pool. */
function twoCustomers(available: number): Walk {
  const walk = new Walk({ [sku]: available });
  walk.ports.companies.save({ ...aCustomer, id: 'customer-two' });
  return walk;
}

describe('case 1 (PO-4, CT-4): the last 5 licences, two requests of 5', () => {
  it('one is active, the other is told that 0 are available', () => {
    const walk = twoCustomers(5);
    walk.assign(aCommand('first', { quantity: 5 }));
    walk.assign(aCommand('second', { quantity: 5, customerId: 'customer-two' }));
    walk.settle();
    expect([states(walk, 'first'), states(walk, 'second')]).toEqual([['active'], ['cancelled']]);
    expect(walk.completionOf('second')?.refusal?.errors).toEqual([{ sku, asked: 5, available: 0 }]);
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });
});

describe('case 2 (PO-4, CT-4): requests of 3 and 4 on 5', () => {
  it.each([
    [3, 4, 2],
    [4, 3, 1],
  ])('%i wins; %i is told the true remainder, %i', (first, second, available) => {
    const walk = twoCustomers(5);
    walk.assign(aCommand('first', { quantity: first }));
    walk.assign(aCommand('second', { quantity: second, customerId: 'customer-two' }));
    walk.settle();
    expect([states(walk, 'first'), states(walk, 'second')]).toEqual([['active'], ['cancelled']]);
    expect(walk.completionOf('second')?.refusal?.errors).toEqual([{ sku, asked: second, available }]);
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });
});

describe('case 6 (CT-4, PO-5): a reservation times out while its commit is in flight', () => {
  it('the commit is refused, the other pool returns its own, and the contract was never active', () => {
    const walk = new Walk({ [sku]: 10, encryption: 10 });
    walk.assign(aCommand('operation-1', { addOns: ['encryption'] }));
    walk.pool('encryption');
    walk.answer('encryption');
    walk.pass(14);
    walk.pool(sku);
    walk.answer(sku);
    expect(states(walk, 'operation-1')).toEqual(['reserved', 'reserved']);
    walk.pool(sku); // committed in time
    walk.pass(1); // encryption was held since 15 minutes
    walk.settle();
    expect(states(walk, 'operation-1')).toEqual(['cancelled', 'cancelled']);
    expect(walk.completionOf('operation-1')?.refusal?.code).toBe('reservation-over');
    expect(walk.events.some(({ type }) => type === 'ContractActivated')).toBe(false);
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
    expect(walk.pools.stockOf('encryption').assigned).toBe(0);
  });

  it('a commit whose answer arrives after the cancellation is returned too', () => {
    const walk = new Walk({ [sku]: 10, encryption: 10 });
    walk.assign(aCommand('operation-1', { addOns: ['encryption'] }));
    reserveBoth(walk);
    walk.pool(sku); // committed: the answer is on its way
    walk.pass(15);
    walk.timeOut();
    expect(states(walk, 'operation-1')).toEqual(['cancelled', 'cancelled']);
    expect(walk.completionOf('operation-1')?.refusal?.code).toBe('assignment-timed-out');
    walk.settle();
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });
});

describe('case 15 (CT-5): two simultaneous commercial products of one family', () => {
  const edr = { product: 'edr-standalone', protectionModel: null, managementModel: 'client' as const };

  it('one wins; the other is refused while the first is under way (CT-19), and after it', () => {
    const walk = new Walk({ [sku]: 10, 'edr-standalone': 10 });
    walk.assign(aCommand('first'));
    walk.assign(aCommand('second', edr));
    expect(walk.completionOf('second')?.refusal).toMatchObject({
      code: 'operation-in-flight',
      rule: 'CT-19',
    });
    walk.settle();
    walk.assign(aCommand('third', edr));
    expect(walk.completionOf('third')?.refusal).toMatchObject({ code: 'family-taken', rule: 'CT-5' });
    expect(states(walk, 'first')).toEqual(['active']);
    expect(walk.ports.contracts.all()).toHaveLength(1);
    expectInvariants(walk);
  });

  it('when the first ends in nothing, the family is free for the other', () => {
    const walk = new Walk({ 'edr-standalone': 10 });
    walk.assign(aCommand('first'));
    walk.settle();
    walk.assign(aCommand('second', edr));
    walk.settle();
    expect([states(walk, 'first'), states(walk, 'second')]).toEqual([['cancelled'], ['active']]);
    expectInvariants(walk);
  });
});

describe('sequence 7 (CT-4): M1 decided at 23:50 on the last day of the month', () => {
  const start = '2026-11-30T23:50:00Z';
  const midnight = startOfDay(utcDay('2026-12-01'));

  it('committed at 00:02: refused, nothing is spent, never active', () => {
    const walk = new Walk({ [sku]: 10, encryption: 10 }, start);
    walk.assign(aCommand('operation-1', { term: 'M1', addOns: ['encryption'] }));
    reserveBoth(walk);
    walk.pool('encryption');
    walk.pass(12);
    walk.settle();
    expect(states(walk, 'operation-1')).toEqual(['cancelled', 'cancelled']);
    expect(walk.completionOf('operation-1')?.refusal?.code).toBe('period-over');
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku, 'encryption']);
  });

  it.each([
    ['one SKU', []],
    ['several SKUs', ['encryption']],
  ])('all committed before midnight, heard of after it, %s: all returned', (_, addOns) => {
    const walk = new Walk({ [sku]: 10, encryption: 10 }, start);
    walk.assign(aCommand('operation-1', { term: 'M1', addOns }));
    if (addOns.length > 0) reserveBoth(walk);
    walk.pool('encryption');
    walk.pool(sku);
    walk.now = midnight;
    walk.settle();
    expect(walk.completionOf('operation-1')?.refusal?.code).toBe('period-over');
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku, 'encryption']);
  });

  it('drawn after midnight: the pool refuses', () => {
    const walk = new Walk({ [sku]: 10 }, start);
    walk.assign(aCommand('operation-1', { term: 'M1' }));
    walk.pass(10);
    walk.settle();
    expect(walk.completionOf('operation-1')?.refusal?.code).toBe('period-over');
    expectPoolsAgree(walk, [sku]);
  });

  it('in time: active for the last minutes of the month', () => {
    const walk = new Walk({ [sku]: 10 }, start);
    walk.assign(aCommand('operation-1', { term: 'M1' }));
    walk.pass(9);
    walk.settle();
    expect(states(walk, 'operation-1')).toEqual(['active']);
    expect(entitledAt(walk, 'customer-one', sku, walk.now)).toBe(10);
    expect(entitledAt(walk, 'customer-one', sku, midnight)).toBe(0);
    expectInvariants(walk);
  });
});

describe('EN-2 of several contracts', () => {
  it('10 from 1 Jan to 1 Jul and 5 from 1 Mar to 1 Jan next would be 10, 15, 5: with Y1 from 1 Jan and M1 from 1 Mar', () => {
    const walk = new Walk({ [sku]: 100 }, '2026-01-01T00:00:00Z');
    walk.assign(aCommand('first', { quantity: 10 }));
    walk.settle();
    walk.now = startOfDay(utcDay('2026-03-01'));
    const further = { managementModel: undefined, autoRenew: undefined };
    walk.assign(aCommand('second', { ...further, quantity: 5, term: 'M1' }));
    walk.settle();
    const timeline = walk.ports.entitlements.all()[0]?.timeline;
    expect(timeline?.map(({ from, quantity }) => [from.slice(0, 10), quantity])).toEqual([
      ['2026-01-01', 10],
      ['2026-03-01', 15],
      ['2026-04-01', 10],
    ]);
    expectInvariants(walk);
  });
});
