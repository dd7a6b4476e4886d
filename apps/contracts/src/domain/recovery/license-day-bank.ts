import type { UtcDay } from '@reservoir/kernel';
import type { Bank, BankEntry } from '../contract.js';

/** Which account: the formula runs once per (contract, term, term days) (PO-6). */
export type BankKey = Pick<BankEntry, 'term' | 'termDays'>;

/** True when both count into one account. */
export const sameKey = (a: BankKey, b: BankKey): boolean => a.term === b.term && a.termDays === b.termDays;

/** What is banked today for the term; 0 when nothing is, or was on another day (PO-7). */
export const bankedOn = (bank: Bank | null, day: UtcDay, key: BankKey): number =>
  bank?.day === day ? (bank.entries.find((entry) => sameKey(entry, key))?.days ?? 0) : 0; // PO-7

/** The bank of the day with another balance; null when nothing is left in it. */
export function banked(bank: Bank | null, day: UtcDay, entry: BankEntry): Bank | null {
  const others = bank?.day === day ? bank.entries.filter((one) => !sameKey(one, entry)) : [];
  const entries = entry.days > 0 ? [...others, entry] : others;
  return entries.length > 0 ? { day, entries } : null;
}

/** What a run of single removals of one term gives. */
export interface Banking {
  /** Licences that come back. */
  readonly back: number;
  /** Licence-days that paid the debt (CT-11). */
  readonly debtPaid: number;
  /** Licence-days left over. */
  readonly days: number;
}

/**
 * Removes licences as if one by one: each pays the debt first, banks the rest, and a licence comes back whenever the bank
 * holds a term (PO-7, CT-11). A licence that went wholly into the debt does not come back, though those after it may bank
 * more than a term each: removed one by one it would not either.
 * @param licences how many
 * @param daysLeft of each, at least 1
 */
export function bankedRemoval(
  before: { readonly days: number; readonly debt: number },
  licences: number,
  daysLeft: number,
  termDays: number,
): Banking {
  const debtPaid = Math.min(before.debt, licences * daysLeft); // CT-11
  const days = before.days + licences * daysLeft - debtPaid;
  const inDebt = Math.max(0, Math.ceil((before.debt + termDays - before.days) / daysLeft) - 1);
  const back = Math.max(0, Math.min(licences - inDebt, Math.floor(days / termDays))); // PO-7
  return { back, debtPaid, days: days - back * termDays };
}
