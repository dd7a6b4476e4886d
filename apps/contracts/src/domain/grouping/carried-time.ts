import { type AnchorDay, type UtcDay, plusDays } from '@reservoir/kernel';
import { anchorOfEnd } from '../periods/anchor-of-end.js';
import { type Share, licenceDaysOf, longestOf } from './grouped-days.js';

/** The end of a period that carries over the time of the old one. */
export interface CarriedTime {
  readonly end: UtcDay;
  readonly anchorDay: AnchorDay;
  readonly addedDays: number;
  /** Licence-days that rounding has added (CT-11). */
  readonly debt: number;
}

/**
 * The time that the old licences have left, spread over the new ones and added to their term: ⌈Σ(licences × days left) ÷
 * new licences⌉ days, at most the longest left (CT-12).
 * @param natural the end of the new licences' term, if nothing were added
 */
export function carriedTime(
  shares: readonly Share[],
  newLicences: number,
  natural: { readonly end: UtcDay; readonly anchorDay: AnchorDay },
): CarriedTime {
  const licenceDays = licenceDaysOf(shares);
  const addedDays = Math.min(Math.ceil(licenceDays / newLicences), longestOf(shares)); // CT-12
  const end = plusDays(natural.end, addedDays);
  return {
    end,
    anchorDay: anchorOfEnd(natural, end),
    addedDays,
    debt: Math.max(0, addedDays * newLicences - licenceDays),
  };
}
