import { describe, expect, it } from '@jest/globals';
import { batchesOfAFamilyMost, withinBatchLimits } from './batch-limits.js';
import type { Contract } from './contract.js';
import type { Plan } from './plan.js';

const period = (batches: number) => ({ batches: Array.from({ length: batches }) });
const holding = (id: string, ...batches: number[]) =>
  ({ id, periods: batches.map(period) }) as unknown as Contract;
const drawInto = (contractId: string, when = 'present') => ({ contractId, period: when });
const taking = (adopts: readonly string[], ...draws: object[]) =>
  ({ patches: [{ contractId: 'group', adopts }], draws }) as unknown as Plan;
const drawing = (...draws: object[]) => ({ patches: [], draws }) as unknown as Plan;
const lotsMostOf = (plan: Plan, contracts: readonly Contract[]) => {
  const bounded = withinBatchLimits(plan, contracts);
  return bounded.ok ? bounded.value.draws.map(({ lotsMost }) => lotsMost) : bounded.error;
};

describe('CT-11 what one contract takes over', () => {
  const contracts = [holding('a', 600), holding('b', 400), holding('c', 1), holding('d', 100)];

  it('is at most 1,000 batches', () => {
    const plan = taking(['a', 'b']);
    expect(withinBatchLimits(plan, contracts)).toEqual({ ok: true, value: plan });
    expect(withinBatchLimits(taking(['a', 'b', 'c']), contracts)).toMatchObject({
      error: { code: 'too-many-batches', rule: 'CT-11', errors: [{ batches: 1001, most: 1000 }] },
    });
  });

  it('is at most 500 when licences are drawn into it too, which may touch as many lots as are left', () => {
    expect(lotsMostOf(taking(['b', 'd'], drawInto('group')), contracts)).toEqual([500]);
    expect(lotsMostOf(taking(['c'], drawInto('group')), contracts)).toEqual([999]);
    expect(lotsMostOf(taking(['b', 'c', 'd'], drawInto('group')), contracts)).toMatchObject({
      code: 'too-many-batches',
      errors: [{ batches: 501, most: 500 }],
    });
  });

  it('leaves its future period whole', () =>
    expect(lotsMostOf(taking(['a', 'b'], drawInto('group', 'future')), contracts)).toEqual([undefined]));
});

describe('CT-1 what all contracts of a family hold', () => {
  const most = batchesOfAFamilyMost;

  it('is shared among the draws where it gets scarce', () => {
    expect(lotsMostOf(drawing(drawInto('x'), drawInto('y')), [holding('a', most - 2000)])).toEqual([
      ...[undefined, undefined],
    ]);
    expect(lotsMostOf(drawing(drawInto('x'), drawInto('y')), [holding('a', most - 2002, 3)])).toEqual([
      ...[999, 999],
    ]);
  });

  it('leaves a lot to each draw, or it is refused with the limit', () => {
    expect(lotsMostOf(drawing(drawInto('x')), [holding('a', most - 1)])).toEqual([1]);
    expect(lotsMostOf(drawing(drawInto('x')), [holding('a', most - 1, 1)])).toMatchObject({
      ...{ code: 'too-many-batches', rule: 'CT-1', errors: [{ batches: most, draws: 1, most }] },
    });
  });

  it('refuses nothing that draws nothing', () =>
    expect(withinBatchLimits(drawing(), [holding('a', most + 1)])).toMatchObject({ ok: true }));
});
