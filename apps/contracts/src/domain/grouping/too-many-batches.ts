import type { Refusal } from '@reservoir/kernel';
import type { Contract } from '../contract.js';
import type { Plan } from '../plan.js';

/** What a period holds at most, and its record with it. */
const batchesMost = 1000;
/** What is left for licences that are drawn into the same period. */
const batchesBesideDraw = 500;

/** Why contracts cannot be taken over together: their allocations would outgrow one period (CT-1, CT-11). */
export function whyTooManyBatches(
  { patches, draws }: Plan,
  contracts: readonly Contract[],
): Refusal | undefined {
  for (const { contractId, adopts = [] } of patches) {
    const isDrawn = draws.some((draw) => draw.contractId === contractId && draw.period === 'present');
    const most = isDrawn ? batchesBesideDraw : batchesMost;
    const batches = contracts
      .filter(({ id }) => adopts.includes(id))
      .reduce((sum, { periods: [{ batches: held }] }) => sum + held.length, 0);
    if (batches > most)
      return {
        code: 'too-many-batches',
        rule: 'CT-11',
        detail: `the contracts hold licences of ${batches} draws from lots; one contract takes over ${most} at most: group fewer`,
        errors: [{ batches, most }],
      };
  }
  return undefined;
}
