import { describe, expect, it } from '@jest/globals';
import { instant, utcDay } from '@reservoir/kernel';
import { aCommand } from '../testing/contracts.fixtures.js';
import { FamilyWalk } from '../testing/family-walk.js';
import { entitledAt, expectInvariants, expectPoolsAgree } from '../testing/invariants.js';
import { Walk } from '../testing/walk.js';

const sku = 'endpoint-security:a-la-carte';
const further = { managementModel: undefined, autoRenew: undefined };

/** Contracts assigned one after the other, each at its time; ids in their order. */
function assigned(...contracts: readonly (readonly [now: string, changes: object])[]) {
  const walk = new Walk({ [sku]: 1000, encryption: 1000 }, contracts[0]?.[0]);
  const ids = contracts.map(([now, changes], index) => {
    walk.now = instant(now);
    const settings = index === 0 ? { autoRenew: { on: false } } : further;
    walk.assign(aCommand(`operation-${index}`, { quantity: 10, ...settings, ...changes }));
    walk.settle();
    const { refusal, contractId } = walk.completionOf(`operation-${index}`) ?? {};
    expect(refusal).toBeNull();
    return contractId ?? '';
  });
  return { walk, ids };
}
const one = (changes: object = {}, now = '2026-11-21T12:00:00Z') => assigned([now, changes]);
const periodsOf = (walk: Walk, id: string) =>
  walk.ports.contracts.find(id)?.periods.map(({ start, end, quantity }) => [start, end, quantity]);

describe('CT-6 renewal of one contract', () => {
  it('new end = old end + term: a future period, whose licences leave the pool at once', () => {
    const { walk, ids } = one();
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toBeNull();
    expect(periodsOf(walk, ids[0]!)).toEqual([
      ['2026-11-21', '2027-11-21', 10],
      ['2027-11-21', '2028-11-21', 10],
    ]);
    expect(walk.ports.contracts.find(ids[0]!)).toMatchObject({ next: 'renewal', state: 'active' });
    expect(walk.pools.stockOf(sku)).toMatchObject({ assigned: 20, available: 980 });
    expect(entitledAt(walk, 'customer-one', sku, instant('2028-01-01T00:00:00Z'))).toBe(10);
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });

  it('CT-3 on the anchor day: from 29 Feb 2024 to 28 Feb 2025, and in 2028 it is the 29th again', () => {
    const { walk, ids } = one({}, '2024-02-29T12:00:00Z');
    expect(periodsOf(walk, ids[0]!)).toEqual([['2024-02-29', '2025-02-28', 10]]);
    walk.now = instant('2025-01-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!, { renewal: { term: 'Y3' } })).toBeNull();
    expect(periodsOf(walk, ids[0]!)?.[1]).toEqual(['2025-02-28', '2028-02-29', 10]);
    expect(walk.ports.contracts.find(ids[0]!)?.periods[1]?.batches[0]).toMatchObject({ termDays: 1096 });
  });

  it('case 12: with 400 days left it is refused, with 365 too, with 364 not', () => {
    const { walk, ids } = one({ term: 'Y2' });
    walk.now = instant('2027-10-18T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({
      code: 'too-early',
      rule: 'CT-6',
      errors: [{ daysLeft: 400 }],
    });
    walk.now = instant('2027-11-21T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({ errors: [{ daysLeft: 366 }] });
    walk.now = instant('2027-11-22T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({ errors: [{ daysLeft: 365 }] });
    walk.now = instant('2027-11-23T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toBeNull();
  });

  it('at most one future period', () => {
    const { walk, ids } = one();
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({ code: 'too-early' });
    walk.now = instant('2027-11-01T12:00:00Z');
    walk.on('renewContract', ids[0]!);
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({ code: 'already-renewed', rule: 'CT-6' });
  });

  it('refused for another term class, and for what is over', () => {
    const { walk, ids } = one();
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!, { renewal: { term: 'M1' } })).toMatchObject({
      code: 'other-term-class',
    });
    walk.at('2027-11-21T00:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({ code: 'contract-over', rule: 'CT-6' });
  });

  it('not before its start', () => {
    const { walk, ids } = one({ start: utcDay('2026-12-01') });
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({ code: 'not-active-yet', rule: 'CT-6' });
  });

  it('a pool that is short refuses, and the contract stays as it was', () => {
    const { walk, ids } = one({ quantity: 600 });
    const before = walk.ports.contracts.find(ids[0]!);
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({
      code: 'pool-short',
      errors: [{ available: 400 }],
    });
    expect(walk.ports.contracts.find(ids[0]!)?.periods).toEqual(before?.periods);
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });
});

describe('CT-15 align end, on renewal', () => {
  it('to a month’s end: the first of the next month, and the anchor with it', () => {
    const { walk, ids } = one();
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!, { renewal: { alignEnd: { monthEnd: '2028-09' } } })).toBeNull();
    expect(periodsOf(walk, ids[0]!)?.[1]).toEqual(['2027-11-21', '2028-10-01', 10]);
    expect(walk.ports.contracts.find(ids[0]!)?.periods[1]).toMatchObject({ anchorDay: 1 });
  });

  it.each([
    ['2028-11', 'align-too-late'],
    ['2027-10', 'align-too-early'],
  ])('not beyond the natural end, nor before the start: %s', (monthEnd, code) => {
    const { walk, ids } = one();
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!, { renewal: { alignEnd: { monthEnd } } })).toMatchObject({
      code,
      rule: 'CT-15',
    });
  });
});

describe('CT-6 renewal of several contracts', () => {
  const two = () =>
    assigned(['2026-11-21T12:00:00Z', { quantity: 10 }], ['2027-03-01T12:00:00Z', { quantity: 20 }]);

  it('must name its term', () => {
    const { walk, ids } = two();
    walk.now = instant('2027-08-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({
      code: 'missing-choice',
      rule: 'CT-6',
      errors: [{ choice: 'term', choices: ['Y1', 'Y2', 'Y3'] }],
    });
  });

  it('groups them first (CT-11): 10 at 112 days, 20 at 213 make 30 at 180', () => {
    const { walk, ids } = two();
    walk.now = instant('2027-08-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!, { renewal: { term: 'Y1' } })).toBeNull();
    const group = walk.ports.contracts.find(walk.completions.at(-1)!.contractId!)!;
    expect(periodsOf(walk, group.id)).toEqual([
      ['2027-08-01', '2028-01-28', 30],
      ['2028-01-28', '2029-01-28', 30],
    ]);
    expect(group).toMatchObject({ state: 'active', next: 'renewal', debt: 30 * 180 - 10 * 112 - 20 * 213 });
    expect(group.periods[0].batches.map(({ grouped }) => grouped)).toEqual([true, true]);
    expect(ids.map((id) => walk.ports.contracts.find(id))).toMatchObject([
      { state: 'superseded', supersededBy: group.id },
      { state: 'superseded', supersededBy: group.id },
    ]);
    expect(walk.pools.stockOf(sku).assigned).toBe(60);
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });

  it('all or nothing: when the pool is short, they stay as they were', () => {
    const { walk, ids } = assigned(
      ['2026-11-21T12:00:00Z', { quantity: 300 }],
      ['2027-03-01T12:00:00Z', { quantity: 300 }],
    );
    walk.now = instant('2027-08-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!, { renewal: { term: 'Y1' } })).toMatchObject({
      code: 'pool-short',
    });
    expect(ids.map((id) => walk.ports.contracts.find(id)?.state)).toEqual(['active', 'active']);
    expectInvariants(walk);
    expectPoolsAgree(walk, [sku]);
  });

  it('one that grouped licences of several terms must name its term too', () => {
    const { walk, ids } = one({ quantity: 10 });
    const contract = walk.ports.contracts.find(ids[0]!)!;
    const [period] = contract.periods;
    const [batch] = period.batches;
    const batches = [
      { ...batch!, quantity: 4 },
      { ...batch!, quantity: 6, term: 'Y3' as const },
    ];
    walk.ports.contracts.save({ ...contract, periods: [{ ...period, batches }] });
    walk.now = instant('2027-08-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toMatchObject({ code: 'missing-choice', rule: 'CT-6' });
    expect(walk.on('renewContract', ids[0]!, { renewal: { term: 'Y1' } })).toBeNull();
  });

  it('takes only what has less than 365 days left', () => {
    const { walk, ids } = assigned(['2026-11-21T12:00:00Z', {}], ['2026-11-22T12:00:00Z', { term: 'Y3' }]);
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toBeNull();
    expect(walk.ports.contracts.find(ids[1]!)).toMatchObject({ state: 'active', next: null });
  });
});

describe('CT-6, CT-13 modules', () => {
  it('renew with their product, for the same term', () => {
    const { walk, ids } = one({ addOns: ['encryption'] });
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', ids[0]!)).toBeNull();
    expect(
      walk.contractsOf('operation-0').map(({ next, periods: [, future] }) => [next, future?.end]),
    ).toEqual([
      ['renewal', '2028-11-21'],
      ['renewal', '2028-11-21'],
    ]);
    expect(walk.pools.stockOf('encryption').assigned).toBe(20);
    expectInvariants(walk);
  });

  it('sequence 9: product from 28 Feb, module from 29 Feb, both to 28 Feb: three years more, to the same day', () => {
    const walk = new FamilyWalk('2023-02-28T12:00:00Z');
    const product = walk.buy({ term: 'Y2', autoRenew: { on: false } });
    walk.at('2024-02-29T12:00:00Z');
    walk.add('encryption');
    walk.at('2024-12-01T12:00:00Z');
    walk.does('renewContract', product, { renewal: { term: 'Y3' } });
    const periods = walk.ports.contracts
      .all()
      .map((one) => one.periods.map(({ start, end }) => [start, end]));
    expect(periods).toEqual([
      [
        ['2023-02-28', '2025-02-28'],
        ['2025-02-28', '2028-02-28'],
      ],
      [
        ['2024-02-29', '2025-02-28'],
        ['2025-02-28', '2028-02-28'],
      ],
    ]);
    expectInvariants(walk);
  });

  it('CT-13 a module alone, up to its product’s last end', () => {
    const { walk } = one({ addOns: ['encryption'] });
    const module = walk.contractsOf('operation-0').find(({ kind }) => kind === 'module')!;
    walk.now = instant('2027-11-01T12:00:00Z');
    expect(walk.on('renewContract', module.id)).toMatchObject({ code: 'product-ends-first', rule: 'CT-6' });
  });
});
