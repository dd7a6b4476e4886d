/** Licences of one contract that are brought together, with the days that each has left (CT-11, CT-12). */
export interface Share {
  readonly licences: number;
  readonly daysLeft: number;
  /** Licence-days that rounding gave it before (CT-11). */
  readonly debt: number;
}

/** What contracts come to when they are one. */
export interface Grouped {
  readonly licences: number;
  /** That every licence has left from now on. */
  readonly days: number;
  /** Licence-days that rounding has added (CT-11). */
  readonly debt: number;
}

/** Licence-days of all shares, less what rounding gave them before (CT-11). */
export const licenceDaysOf = (shares: readonly Share[]): number =>
  shares.reduce((sum, { licences, daysLeft, debt }) => sum + licences * daysLeft - debt, 0); // CT-11

/** The longest that any of them has left. */
export const longestOf = (shares: readonly Share[]): number =>
  Math.max(0, ...shares.map(({ daysLeft }) => daysLeft));

/**
 * The common number of days of grouped licences: ⌈Σ(licences × days left) ÷ Σ licences⌉, at most the longest (CT-11):
 * 10 at 100 days, 20 at 250, 5 at 30 make 35 at 176.
 */
export function groupedDays(shares: readonly Share[]): Grouped {
  const licences = shares.reduce((sum, share) => sum + share.licences, 0);
  const licenceDays = licenceDaysOf(shares);
  const days = Math.min(Math.ceil(licenceDays / licences), longestOf(shares)); // CT-11
  return { licences, days, debt: days * licences - licenceDays };
}

/** What a next period of so many licences can carry of a debt: the rest lapses (CT-11). */
export const debtThatFits = (debt: number, licences: number): number =>
  Math.max(0, Math.min(debt, licences - 1)); // CT-11
