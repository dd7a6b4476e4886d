import type { Batch } from '../batch.js';

/**
 * The batches of contracts that become one, in the order of their draws: by day, of one day as their contracts are given.
 * They keep their own terms, and no longer come back in full (CT-11, PO-8).
 */
export const groupedBatches = (lists: readonly (readonly Batch[])[]): readonly Batch[] =>
  lists
    .flat()
    .map((batch) => ({ ...batch, grouped: true })) // PO-8
    .sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
