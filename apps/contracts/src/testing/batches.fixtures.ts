import { type Term, type UtcDay, instant, plusDays, termDays, utcDay } from '@reservoir/kernel';
import type { Batch } from '../domain/batch.js';
import { licencesIn } from '../domain/batch.js';
import type { Period } from '../domain/contract.js';
import { type RecoveryPolicy, proratedThroughout } from '../domain/recovery/recovery-policy.js';
import type { Removable, Removal } from '../domain/recovery/removal.js';

/** A year without a leap day begins here. */
export const aDay = utcDay('2026-03-01');

/** Ten licences of one year, drawn on that day. */
export const aBatch = (changes: Partial<Batch> = {}): Batch => {
  const { term = 'Y1', date = aDay } = changes;
  return {
    lotId: 'lot-1',
    quantity: 10,
    term,
    termDays: termDays(date, term),
    date,
    grouped: false,
    purchasedAt: instant('2026-01-01T00:00:00Z'),
    expiresAt: null,
    distributorId: 'distributor-one',
    ...changes,
  };
};

/** A contract that holds batches, from the day of the first on, for so many days from the day of the removal. */
export function holding(
  batches: readonly Batch[],
  { end, ...changes }: Partial<Removable> & { readonly end: UtcDay },
): Removable {
  const present: Period = {
    sku: 'edr',
    term: batches[0]?.term ?? 'Y1',
    quantity: licencesIn(batches),
    start: batches[0]?.date ?? aDay,
    end,
    anchorDay: 1,
    batches,
    catalogVersion: 1,
    priceVersion: null,
  };
  return { id: 'contract-1', mode: 'commercial', periods: [present], bank: null, debt: 0, ...changes };
}

/** Licences of one term with so many days left today. */
export const withDaysLeft = (
  quantity: number,
  term: Term,
  daysLeft: number,
  changes: Partial<Batch> = {},
  more: Partial<Removable> = {},
) => holding([aBatch({ quantity, term, ...changes })], { end: plusDays(today, daysLeft), ...more });

/** The day of the removals that tests make. */
export const today = utcDay('2026-05-01');

/** What removals are judged by, unless a test says otherwise. */
export const by = (changes: { policy?: RecoveryPolicy; fullAllowed?: boolean; today?: UtcDay } = {}) => ({
  policy: proratedThroughout,
  fullAllowed: true,
  today,
  ...changes,
});

/** The contract after a removal. */
export function afterRemoval(contract: Removable, removal: Removal): Removable {
  const [present] = contract.periods;
  const batches = present.batches
    .map((batch, index) => ({
      ...batch,
      quantity: batch.quantity - (removal.taken.find((one) => one.batch === index)?.quantity ?? 0),
    }))
    .filter(({ quantity }) => quantity > 0);
  const { bank, debt } = removal;
  return { ...contract, periods: [{ ...present, batches, quantity: licencesIn(batches) }], bank, debt };
}
