import type { Instant } from '@reservoir/kernel';

/** As much of a collection of MongoDB as is needed here. */
interface Searched {
  find(filter: object, options: object): { toArray(): Promise<readonly unknown[]> };
}

/** What tells when something becomes due. */
export interface DueField {
  /** What can become due at all: as in the finder's own query. */
  readonly filter: object;
  /** Holds the instant, as text. */
  readonly field: string;
  /** The index over the field. */
  readonly hint?: string;
  /** An instant that stands for never; left out. */
  readonly never?: Instant;
}

/** The earliest instant in a field that is later than `after`: a finder's `next`. Null when there is none. */
export async function nextInstant(
  collection: Searched,
  { filter, field, hint, never }: DueField,
  after: Instant,
): Promise<Instant | null> {
  const [first] = await collection
    .find(
      { ...filter, [field]: { $gt: after, ...(never !== undefined && { $lt: never }) } },
      { sort: { [field]: 1 }, limit: 1, projection: { [field]: 1 }, ...(hint !== undefined && { hint }) },
    )
    .toArray();
  return first === undefined ? null : ((first as Readonly<Record<string, Instant>>)[field] ?? null);
}
