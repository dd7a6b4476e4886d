import type { UtcDay } from '@reservoir/kernel';

interface Drawn {
  readonly date: UtcDay;
  readonly quantity: number;
}

/** Licences that leave a batch, which is named by its place in the period too. */
export interface Part<Batch> {
  readonly index: number;
  readonly batch: Batch;
  readonly quantity: number;
}

/**
 * Takes licences in reverse draw order, of equal dates the last drawn first (PO-6, CT-10).
 * @param batches in the order of their draws
 * @param licences how many; at most what the batches have
 */
export function takenInReverse<Batch extends Drawn>(
  batches: readonly Batch[],
  licences: number,
): readonly Part<Batch>[] {
  const taken: Part<Batch>[] = [];
  let wanted = licences;
  for (const { batch, index } of newestFirst(batches)) {
    const quantity = Math.min(wanted, batch.quantity); // PO-6
    wanted -= quantity;
    if (quantity > 0) taken.push({ index, batch, quantity });
  }
  if (wanted > 0) throw new Error(`${licences} licences are to be taken of batches that have ${wanted} less`);
  return taken;
}

const newestFirst = <Batch extends Drawn>(batches: readonly Batch[]) =>
  batches
    .map((batch, index) => ({ batch, index }))
    .sort((a, b) =>
      a.batch.date === b.batch.date ? b.index - a.index : a.batch.date < b.batch.date ? 1 : -1,
    );
