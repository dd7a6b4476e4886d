import { describe, expect, it } from '@jest/globals';
import { instant, utcDay } from '@reservoir/kernel';
import { aCommand } from '../testing/contracts.fixtures.js';
import { entitledAt, expectInvariants, expectPoolsAgree } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const sku = 'endpoint-security:a-la-carte';

function assigned(changes: object = {}, now = '2026-11-21T12:00:00Z') {
  const walk = new Walk({ [sku]: 100 }, now);
  walk.assign(aCommand('first', { quantity: 10, autoRenew: { on: false }, ...changes }));
  walk.settle();
  return { walk, id: walk.completionOf('first')?.contractId ?? '' };
}
const told = (walk: Walk) =>
  walk.events.flatMap((event) =>
    'contract' in event ? [{ type: event.type, at: event.at, daysBefore: event.daysBefore }] : [],
  );

describe('CT-8 case 23: the scheduler is down across an end date', () => {
  it('entitlement is already 0; the event comes late, dated at the end', () => {
    const { walk, id } = assigned();
    walk.now = instant('2027-11-25T08:00:00Z');
    expect(entitledAt(walk, 'customer-one', sku, walk.now)).toBe(0);
    expect(walk.ports.contracts.find(id)?.state).toBe('active');
    walk.due();
    walk.settle();
    expect(walk.ports.contracts.find(id)).toMatchObject({
      state: 'expired',
      endedAt: '2027-11-21T00:00:00.000Z',
    });
    expect(told(walk).at(-1)).toEqual({
      type: 'ContractExpired',
      at: '2027-11-21T00:00:00.000Z',
      daysBefore: undefined,
    });
    expect(walk.ports.clients.all()).toMatchObject([{ claims: [] }]);
    expectInvariants(walk);
  });

  it('PO-12 its licences are retired, once', () => {
    const { walk } = assigned();
    walk.at('2027-11-21T00:00:00Z');
    walk.at('2027-11-21T00:00:01Z');
    expect(walk.pools.stockOf(sku)).toMatchObject({ assigned: 0, retired: 10, available: 90 });
    expectPoolsAgree(walk, [sku]);
  });

  it('what is due is done before a command is judged', () => {
    const { walk } = assigned();
    walk.now = instant('2027-12-01T00:00:00Z');
    walk.assign(aCommand('again'));
    walk.settle();
    expect(walk.completionOf('again')?.refusal).toBeNull();
    expect(told(walk).map(({ type }) => type)).toContain('ContractExpired');
    expectInvariants(walk);
  });
});

describe('CT-8 a contract that starts later', () => {
  const later = { start: utcDay('2026-12-24') };

  it('is scheduled with its licences, and active at its start, however late', () => {
    const { walk, id } = assigned(later);
    expect(walk.ports.contracts.find(id)).toMatchObject({
      state: 'scheduled',
      activatedAt: null,
      periods: [{ start: '2026-12-24', end: '2027-12-24', quantity: 10 }],
    });
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
    expect(entitledAt(walk, 'customer-one', sku, instant('2026-12-23T23:59:59Z'))).toBe(0);
    expect(entitledAt(walk, 'customer-one', sku, instant('2026-12-24T00:00:00Z'))).toBe(10);
    walk.at('2026-12-26T10:00:00Z');
    expect(walk.ports.contracts.find(id)).toMatchObject({
      state: 'active',
      activatedAt: '2026-12-24T00:00:00.000Z',
    });
    expect(told(walk).at(-1)).toMatchObject({ type: 'ContractActivated', at: '2026-12-24T00:00:00.000Z' });
    expectInvariants(walk);
  });

  it('cannot start in the past (CT-2)', () => {
    const { walk } = assigned({ start: utcDay('2026-11-20') });
    expect(walk.completionOf('first')?.refusal).toMatchObject({ code: 'start-in-the-past', rule: 'CT-2' });
  });

  it('PO-6 cancelled before its start: everything back', () => {
    const { walk, id } = assigned(later);
    expect(walk.on('cancelContract', id)).toBeNull();
    expect(walk.pools.stockOf(sku)).toMatchObject({ available: 100, assigned: 0 });
  });
});

describe('CT-6, CT-8 the next period', () => {
  it('becomes the present one at its start; the licences of the one before are retired', () => {
    const { walk, id } = assigned();
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', id)).toBeNull();
    walk.at('2027-11-22T09:00:00Z');
    expect(walk.ports.contracts.find(id)).toMatchObject({
      state: 'active',
      next: null,
      periods: [{ start: '2027-11-21', end: '2028-11-21', quantity: 10 }],
    });
    expect(told(walk).at(-1)).toMatchObject({
      type: 'ContractPeriodStarted',
      at: '2027-11-21T00:00:00.000Z',
    });
    expect(walk.pools.stockOf(sku)).toMatchObject({ assigned: 10, retired: 10 });
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });

  it('CT-8 both ends passed while the scheduler was down: in due order', () => {
    const { walk, id } = assigned();
    walk.now = instant('2027-11-01T12:00:00Z');
    walk.on('renewContract', id);
    const before = told(walk).length;
    walk.at('2029-01-01T00:00:00Z');
    expect(
      told(walk)
        .slice(before)
        .map(({ type, at, daysBefore }) => [type, at?.slice(0, 10), daysBefore]),
    ).toEqual([
      ['ContractPeriodStarted', '2027-11-21', undefined],
      ['ContractExpiring', '2028-09-22', 60],
      ['ContractExpiring', '2028-10-22', 30],
      ['ContractExpiring', '2028-11-14', 7],
      ['ContractExpiring', '2028-11-20', 1],
      ['ContractExpired', '2028-11-21', undefined],
    ]);
    expectPoolsAgree(walk, [sku]);
  });
});

describe('CT-17 notices', () => {
  it('60, 30, 7 and 1 days before the end, once each', () => {
    const { walk } = assigned();
    for (const day of ['2027-09-21', '2027-09-22', '2027-10-22', '2027-11-14', '2027-11-20', '2027-11-20'])
      walk.at(`${day}T01:00:00Z`);
    const notices = told(walk).filter(({ type }) => type === 'ContractExpiring');
    expect(notices.map(({ at, daysBefore }) => [at?.slice(0, 10), daysBefore])).toEqual([
      ['2027-09-22', 60],
      ['2027-10-22', 30],
      ['2027-11-14', 7],
      ['2027-11-20', 1],
    ]);
    expectInvariants(walk);
  });

  it('none for what was past when the contract was made, and of another end anew', () => {
    const { walk, id } = assigned({ term: 'M1' });
    walk.at('2026-11-24T00:00:00Z');
    expect(told(walk).filter(({ type }) => type === 'ContractExpiring')).toMatchObject([{ daysBefore: 7 }]);
    expect(walk.on('renewContract', id)).toBeNull();
    walk.at('2026-12-25T00:00:00Z');
    const days = told(walk)
      .filter(({ type }) => type === 'ContractExpiring')
      .map(({ daysBefore }) => daysBefore);
    expect(days).toEqual([7, 30, 7]);
  });
});
