import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../contract.js';
import type { Plan } from '../plan.js';
import { whyTooManyBatches } from './too-many-batches.js';

const holding = (id: string, batches: number) =>
  ({ id, periods: [{ batches: Array.from({ length: batches }) }] }) as unknown as Contract;
const taking = (adopts: readonly string[], draws: readonly object[] = []) =>
  ({ patches: [{ contractId: 'group', adopts }], draws }) as unknown as Plan;

describe('CT-11 what one contract takes over', () => {
  const contracts = [holding('a', 600), holding('b', 400), holding('c', 1)];

  it('is at most 1,000 batches', () => {
    expect(whyTooManyBatches(taking(['a', 'b']), contracts)).toBeUndefined();
    expect(whyTooManyBatches(taking(['a', 'b', 'c']), contracts)).toMatchObject({
      code: 'too-many-batches',
      rule: 'CT-11',
      errors: [{ batches: 1001, most: 1000 }],
    });
  });

  it('is at most 500 when licences are drawn into it too', () => {
    const draws = [{ contractId: 'group', period: 'present' }];
    expect(whyTooManyBatches(taking(['b'], draws), contracts)).toBeUndefined();
    expect(whyTooManyBatches(taking(['a'], draws), contracts)).toMatchObject({ errors: [{ most: 500 }] });
  });
});
