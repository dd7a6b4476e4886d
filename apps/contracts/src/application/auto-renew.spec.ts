import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { aCommand, aCustomer, endpointSecurity } from '../testing/contracts.fixtures.js';
import { changeService } from './change-service.js';
import { renewAutomatically } from './renew-automatically.js';
import { entitledAt, expectInvariants, expectPoolsAgree } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const sku = 'endpoint-security:a-la-carte';
const further = { managementModel: undefined, autoRenew: undefined };

/** So many licences, of so many bought, with auto-renewal on. */
function assigned(quantity: number, bought: number, changes: object = {}) {
  const walk = new Walk({ [sku]: bought, encryption: bought }, '2026-11-21T12:00:00Z');
  walk.assign(aCommand('first', { quantity, autoRenew: { on: true }, ...changes }));
  walk.settle();
  return { walk, id: walk.completionOf('first')?.contractId ?? '' };
}
const notices = (walk: Walk) =>
  walk.events.flatMap((event) => (event.type === 'NoticeGiven' ? [event.notice] : []));
const endOf = (walk: Walk, id: string) => walk.ports.contracts.find(id)?.periods.at(-1)?.end;

describe('CT-7 auto-renewal', () => {
  it('renews from 7 days before the end on, and not before', () => {
    const { walk, id } = assigned(50, 100);
    walk.at('2027-11-13T23:59:00Z');
    expect(endOf(walk, id)).toBe('2027-11-21');
    walk.at('2027-11-14T00:00:00Z');
    expect(endOf(walk, id)).toBe('2028-11-21');
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
    walk.at('2028-11-14T00:00:00Z');
    expect(notices(walk)).toMatchObject([{ code: 'not-renewed', rule: 'CT-7' }]);
  });

  it('case 13: 50 with 49 in the pool: nothing in part, a notice with the short SKU, expiry at the end, grace', () => {
    const { walk, id } = assigned(50, 99);
    walk.at('2027-11-14T00:00:00Z');
    expect(notices(walk)).toMatchObject([
      {
        code: 'not-renewed',
        contractId: id,
        detail: expect.stringContaining(`50 asked, 49 available in ${sku}`),
      },
    ]);
    expect(walk.pools.stockOf(sku)).toMatchObject({ assigned: 50, available: 49, reserved: 0 });
    walk.at('2027-11-14T01:00:00Z');
    walk.at('2027-11-20T23:30:00Z');
    expect(notices(walk)).toHaveLength(1);
    walk.at('2027-11-21T00:00:00Z');
    expect(walk.ports.contracts.find(id)).toMatchObject({
      state: 'expired',
      endedAt: '2027-11-21T00:00:00.000Z',
    });
    expect(entitledAt(walk, 'customer-one', sku, instant('2027-11-21T00:00:00Z'))).toBe(0);
    expect(walk.ports.renewalLooks.find(id)?.dueAt).toBeNull();
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });

  it('is tried every hour: it succeeds when the pool has enough', () => {
    const { walk, id } = assigned(50, 99);
    walk.at('2027-11-14T00:00:00Z');
    walk.pools.buy(sku, 1);
    walk.at('2027-11-14T00:59:59Z');
    expect(endOf(walk, id)).toBe('2027-11-21');
    walk.at('2027-11-14T01:00:00Z');
    expect(endOf(walk, id)).toBe('2028-11-21');
    expectInvariants(walk);
  });

  it('product and modules all or nothing', () => {
    const { walk, id } = assigned(50, 100, { addOns: ['encryption'] });
    walk.pools.spend('encryption', 1);
    walk.at('2027-11-14T00:00:00Z');
    expect(endOf(walk, id)).toBe('2027-11-21');
    expect(notices(walk)).toMatchObject([{ detail: expect.stringContaining('encryption') }]);
    expect(walk.pools.stockOf(sku).reserved).toBe(0);
    expectInvariants(walk);
  });

  it('is a setting: off, nothing is renewed; on in the last days, it is', () => {
    const { walk, id } = assigned(50, 100, { autoRenew: { on: false } });
    walk.at('2027-11-15T00:00:00Z');
    expect([endOf(walk, id), notices(walk)]).toEqual(['2027-11-21', []]);
    const service = walk.ports.services.all()[0]!;
    expect(walk.ports.renewalLooks.find(id)?.dueAt).toBeNull();
    walk.at('2027-11-16T01:00:00Z');
    const settings = { customerId: 'customer-one', product: service.product, actor: aCommand().actor };
    const { events } = changeService(
      { ...settings, changes: { autoRenew: { on: true, term: null } } },
      walk.ports,
      walk.now,
    ) as {
      readonly events: readonly ContractsEvent[];
    };
    walk.events.push(...events);
    walk.at('2027-11-16T01:00:00Z');
    expect(endOf(walk, id)).toBe('2028-11-21');
  });

  it('CO-6 not for a client that is suspended', () => {
    const { walk, id } = assigned(50, 100);
    walk.ports.companies.save({ ...aCustomer, version: 5, suspended: true });
    walk.at('2027-11-14T00:00:00Z');
    expect(endOf(walk, id)).toBe('2027-11-21');
  });

  it('CA-8 of a product that is retired it is switched off, with a notice', () => {
    const { walk, id } = assigned(50, 100);
    walk.ports.products.save({ ...endpointSecurity, version: 9, retired: true });
    walk.at('2027-11-14T00:00:00Z');
    expect(endOf(walk, id)).toBe('2027-11-21');
    expect(walk.ports.services.all()).toMatchObject([{ autoRenew: { on: false } }]);
    expect(notices(walk)).toMatchObject([{ code: 'auto-renewal-off', rule: 'CA-8' }]);
    expectInvariants(walk);
  });
});

describe('CT-7 groups', () => {
  const two = (autoRenew: object) => {
    const { walk, id } = assigned(10, 1000, { term: 'Y2', autoRenew });
    walk.now = instant('2028-01-01T12:00:00Z');
    walk.assign(aCommand('second', { ...further, quantity: 10, term: 'Y1' }));
    walk.settle();
    return { walk, id, other: walk.completionOf('second')!.contractId! };
  };

  it('of mixed terms take the term of the setting', () => {
    const { walk, id, other } = two({ on: true, term: 'Y3' });
    walk.at('2028-11-14T00:00:00Z');
    expect([id, other].map((one) => walk.ports.contracts.find(one)?.state)).toEqual([
      'superseded',
      'superseded',
    ]);
    const group = walk.ports.contracts.all().find(({ state }) => state === 'active');
    expect(group).toMatchObject({
      next: 'renewal',
      periods: [{ quantity: 20 }, { term: 'Y3', quantity: 20 }],
    });
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });

  it('without one: a notice, then expiry', () => {
    const { walk, id } = two({ on: true });
    walk.at('2028-11-14T00:00:00Z');
    walk.at('2028-11-14T01:00:00Z');
    expect(notices(walk)).toMatchObject([{ code: 'renewal-term-missing', rule: 'CT-7' }]);
    walk.at('2028-11-21T00:00:00Z');
    expect(walk.ports.contracts.find(id)?.state).toBe('expired');
  });

  it('sequence 8: Y1 beside a Y3 sibling: the Y1 renews alone', () => {
    const { walk, id } = assigned(10, 1000, { term: 'Y3' });
    walk.now = instant('2026-11-22T12:00:00Z');
    walk.assign(aCommand('second', { ...further, quantity: 10, term: 'Y1' }));
    walk.settle();
    const other = walk.completionOf('second')!.contractId!;
    walk.at('2027-11-15T00:00:00Z');
    expect([endOf(walk, id), endOf(walk, other)]).toEqual(['2029-11-21', '2028-11-22']);
    expectInvariants(walk);
  });
});

describe('CT-7 a module beyond the seats that stay', () => {
  /** 4 seats and 6 seats, each with a module for all of them; the 6 are not to be renewed. */
  function beyond(leaving: boolean) {
    const { walk } = assigned(4, 1000, { addOns: ['encryption'] });
    walk.now = instant('2026-11-22T12:00:00Z');
    walk.assign(aCommand('second', { ...further, quantity: 6, addOns: ['encryption'] }));
    walk.settle();
    const second = walk.ports.contracts.find(walk.completionOf('second')!.contractId!)!;
    if (leaving) walk.ports.contracts.save({ ...second, next: 'cancel' }); // CT-16
    walk.at('2027-11-14T00:00:00Z');
    return walk;
  }
  const modulesOf = (walk: Walk) =>
    walk.ports.contracts
      .all()
      .filter(({ kind, state }) => kind === 'module' && state === 'active')
      .map(({ periods }) => periods.map(({ quantity }) => quantity));

  it('is renewed whole when the seats stay', () => {
    const walk = beyond(false);
    expect(modulesOf(walk)).toEqual([[10, 10]]);
    expect(notices(walk)).toEqual([]);
    expectPoolsAgree(walk, [sku, 'encryption']);
  });

  it('is renewed cut to those that stay through its whole next period, with a notice', () => {
    const walk = beyond(true);
    expect(modulesOf(walk)).toEqual([[10, 4]]);
    expect(notices(walk)).toMatchObject([{ code: 'module-cut', detail: expect.stringContaining('4 of 10') }]);
    expectPoolsAgree(walk, [sku, 'encryption']);
  });
});

describe('CT-7 a look that comes too late', () => {
  it('finds nothing to do in what was renewed, or is over by now', () => {
    const { walk, id } = assigned(50, 200);
    walk.now = instant('2027-11-14T00:00:00Z');
    const job = {
      customerId: 'customer-one',
      partnerId: 'partner-gold',
      familyId: 'endpoint',
      contractId: id,
    };
    expect(walk.on('renewContract', id)).toBeNull();
    expect(renewAutomatically(job, walk.ports, walk.now)?.events).toEqual([]);
    expect(walk.on('cancelContract', id)).toBeNull();
    expect(renewAutomatically(job, walk.ports, walk.now)?.events).toEqual([]);
    expect(walk.ports.contracts.find(id)?.state).toBe('cancelled');
  });

  it('CO-5 of the partner that the client has left draws nothing', () => {
    const { walk, id } = assigned(50, 200);
    walk.now = instant('2027-11-14T00:00:00Z');
    const job = {
      customerId: 'customer-one',
      partnerId: 'partner-silver',
      familyId: 'endpoint',
      contractId: id,
    };
    expect(renewAutomatically(job, walk.ports, walk.now)).toMatchObject({ commands: [] });
  });
});
