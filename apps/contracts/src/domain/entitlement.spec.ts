import { describe, expect, it } from '@jest/globals';
import { type Instant } from '@reservoir/kernel';
import { aLiveContract, aPeriod, at } from '../testing/entitled-contracts.js';
import type { Contract } from './contract.js';
import { type Entitlement, entitledUnder, entitlementsAfter } from './entitlement.js';
import type { Suspension } from './suspension.js';
import { quantityAt } from './timeline.js';

const sku = 'edr-standalone';

interface Now {
  readonly at: Instant;
  readonly familyId?: string;
  readonly suspension?: Suspension | null;
  readonly suspendedServices?: readonly string[];
}

/** The entitlements after one change of a family. */
function after(
  before: readonly Entitlement[],
  contracts: readonly Contract[],
  { at: now, familyId = 'endpoint', suspension = null, suspendedServices = [] }: Now,
): readonly Entitlement[] {
  const family = {
    customerId: 'customer-one',
    familyId,
    contracts,
    suspendedServices: new Set(suspendedServices),
  };
  const changed = entitlementsAfter(before, family, suspension, now);
  return [...before.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed];
}

const of = (all: readonly Entitlement[], which = sku) => all.find((one) => one.sku === which)?.timeline ?? [];
const spans = (all: readonly Entitlement[], which = sku) =>
  of(all, which).map(({ from, to, quantity }) => [from, to, quantity]);

describe('EN-2 what a client is entitled to', () => {
  it('10 from 1 Jan to 1 Jul and 5 from 1 Mar to 1 Jan next: 10, 15, 5', () => {
    const ten = aLiveContract('ten', [aPeriod(0, 181, 10)]);
    const first = after([], [ten], { at: at(0) });
    const five = aLiveContract('five', [aPeriod(59, 365, 5)]);
    const both = after(first, [ten, five], { at: at(59) });
    expect(spans(both)).toEqual([
      ['2026-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', 10],
      ['2026-03-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z', 15],
      ['2026-07-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', 5],
    ]);
  });

  it('counts from the instant of an activation in the course of a day, and nothing before', () => {
    const noon = aLiveContract('noon', [aPeriod(0, 10, 7)], { activatedAt: at(0, 720) });
    expect(spans(after([], [noon], { at: at(0, 720) }))).toEqual([[at(0, 720), at(10), 7]]);
  });

  it('counts a scheduled contract from its start, and its renewal from the end before', () => {
    const later = aLiveContract('later', [aPeriod(5, 10, 7), aPeriod(10, 20, 9)], {
      state: 'scheduled',
      activatedAt: null,
    });
    expect(spans(after([], [later], { at: at(1) }))).toEqual([
      [at(5), at(10), 7],
      [at(10), at(20), 9],
    ]);
  });

  it.each(['draft', 'reserved', 'expired', 'cancelled', 'superseded'] as const)(
    'counts nothing of a contract that is %s',
    (state) =>
      expect(after([], [aLiveContract('one', [aPeriod(0, 10, 7)], { state })], { at: at(0) })).toEqual([]),
  );

  it('ends at the instant of a cancellation; what was, stays', () => {
    const contract = aLiveContract('one', [aPeriod(0, 10, 7)]);
    const first = after([], [contract], { at: at(0) });
    const cancelled = after(first, [{ ...contract, state: 'cancelled' }], { at: at(3, 90) });
    expect(spans(cancelled)).toEqual([[at(0), at(3, 90), 7]]);
  });

  it('fewer seats count from the change on; what was, stays', () => {
    const first = after([], [aLiveContract('one', [aPeriod(0, 10, 7)])], { at: at(0) });
    const fewer = after(first, [aLiveContract('one', [aPeriod(0, 10, 4)])], { at: at(3, 90) });
    expect(spans(fewer)).toEqual([
      [at(0), at(3, 90), 7],
      [at(3, 90), at(10), 4],
    ]);
  });

  it('a change of product in a future period moves the licences to the other SKU at its start', () => {
    const scheduled = aLiveContract('one', [
      aPeriod(0, 10, 7),
      aPeriod(10, 20, 5, 'endpoint-security:secure'),
    ]);
    const all = after([], [scheduled], { at: at(0) });
    expect(spans(all)).toEqual([[at(0), at(10), 7]]);
    expect(spans(all, 'endpoint-security:secure')).toEqual([[at(10), at(20), 5]]);
  });

  it('nothing changes when nothing has changed, however time has passed', () => {
    const contract = aLiveContract('one', [aPeriod(0, 10, 7)]);
    const first = after([], [contract], { at: at(0) });
    const family = { customerId: 'customer-one', familyId: 'endpoint', contracts: [contract] };
    expect(entitlementsAfter(first, { ...family, suspendedServices: new Set() }, null, at(4))).toEqual([]);
    expect(entitlementsAfter(first, { ...family, suspendedServices: new Set() }, null, at(400))).toEqual([]);
  });

  it('case 23: nobody has to say that a contract has ended: it is 0 from the end on', () => {
    const first = after([], [aLiveContract('one', [aPeriod(0, 10, 7)])], { at: at(0) });
    expect([9, 10, 11].map((n) => quantityAt(of(first), at(n)))).toEqual([7, 0, 0]);
    const told = after(first, [aLiveContract('one', [aPeriod(0, 10, 7)], { state: 'expired' })], {
      at: at(12),
    });
    expect(spans(told)).toEqual([[at(0), at(10), 7]]);
  });
});

describe('EN-2 a trial', () => {
  const trial = aLiveContract('trial', [aPeriod(0, 30, 20)], { mode: 'trial' });
  const commercial = aLiveContract('commercial', [aPeriod(0, 20, 5)], { activatedAt: at(10, 60) });

  it('counts while the SKU has no commercial contract, before it and after it', () => {
    const tried = after([], [trial], { at: at(0) });
    const both = after(tried, [trial, commercial], { at: at(10, 60) });
    expect(spans(both)).toEqual([
      [at(0), at(10, 60), 20],
      [at(10, 60), at(20), 5],
      [at(20), at(30), 20],
    ]);
  });

  it('does not count beside a commercial contract of a suspended service', () => {
    const suspendedServices = [commercial.serviceId];
    const other = { ...trial, serviceId: 'customer-one:other' };
    const both = after([], [other, commercial], { at: at(10, 60), suspendedServices });
    expect(spans(both)).toEqual([[at(20), at(30), 20]]);
  });

  it('does not count beside a commercial contract of another family that has the same module', () => {
    const elsewhere = { ...commercial, familyId: 'email', serviceId: 'customer-one:email-security' };
    const first = after([], [elsewhere], { at: at(10, 60), familyId: 'email' });
    const both = after(first, [trial], { at: at(11) });
    expect(spans(both)).toEqual([
      [at(10, 60), at(20), 5],
      [at(20), at(30), 20],
    ]);
  });
});

describe('EN-2, CT-13, CO-6 suspensions', () => {
  const contract = aLiveContract('one', [aPeriod(0, 100, 7)]);
  const first = after([], [contract], { at: at(0) });

  it('CT-13 a suspended service counts 0 until it is resumed; the end stays', () => {
    const suspended = after(first, [contract], { at: at(10), suspendedServices: [contract.serviceId] });
    expect(spans(suspended)).toEqual([[at(0), at(10), 7]]);
    const resumed = after(suspended, [contract], { at: at(20) });
    expect(spans(resumed)).toEqual([
      [at(0), at(10), 7],
      [at(20), at(100), 7],
    ]);
  });

  it('case 22: a suspended client counts 0, and what changes meanwhile counts when it is lifted', () => {
    const suspension = { from: at(10), to: null };
    const suspended = first.map((one) => entitledUnder(one, suspension) ?? one);
    const fewer = aLiveContract('one', [aPeriod(0, 100, 4)]);
    const changed = after(suspended, [fewer], { at: at(15), suspension });
    expect(spans(changed)).toEqual([[at(0), at(10), 7]]);
    const lifted = changed.map((one) => entitledUnder(one, { from: at(10), to: at(20) }) ?? one);
    expect(spans(lifted)).toEqual([
      [at(0), at(10), 7],
      [at(20), at(100), 4],
    ]);
  });

  it('a mark that is heard of late is right all the same', () => {
    const heard = first.map((one) => entitledUnder(one, { from: at(10), to: at(20) }) ?? one);
    expect(spans(heard)).toEqual([
      [at(0), at(10), 7],
      [at(20), at(100), 7],
    ]);
  });
});
