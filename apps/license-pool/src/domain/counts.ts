/** Where the licences of a lot are: the seven counts of PO-1. Their sum is always the quantity. */
export interface Counts {
  readonly available: number;
  readonly reserved: number;
  readonly assigned: number;
  readonly retired: number;
  readonly expired: number;
  readonly refunded: number;
  readonly transferredOut: number;
}

export type CountName = keyof Counts;

/** What a pool without lots counts. */
export const noCounts: Counts = {
  available: 0,
  reserved: 0,
  assigned: 0,
  retired: 0,
  expired: 0,
  refunded: 0,
  transferredOut: 0,
};

/** After licences entered: new ones are available. Written out, since a copy by spreading costs the hot path ten times as much. */
export const credited = (counts: Counts, quantity: number): Counts => ({
  available: counts.available + quantity,
  reserved: counts.reserved,
  assigned: counts.assigned,
  retired: counts.retired,
  expired: counts.expired,
  refunded: counts.refunded,
  transferredOut: counts.transferredOut,
});

/**
 * After `quantity` licences went from one count to another.
 * @throws Error when there are not so many: a bug, since every decision looks before it moves (invariant 1).
 */
export function shifted(counts: Counts, from: CountName, to: CountName, quantity: number): Counts {
  if (quantity < 0 || quantity > counts[from])
    throw new Error(`invariant 1: ${quantity} of ${counts[from]} ${from} licences cannot become ${to}`);
  return { ...counts, [from]: counts[from] - quantity, [to]: counts[to] + quantity };
}
