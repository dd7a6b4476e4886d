import { type Term, type UtcDay, daysBetween, termClassOf } from '@reservoir/kernel';
import { type Contract, lastPeriod } from '../contract.js';
import type { Situation } from '../situation.js';

/** A contract is renewed with less than so many days to its last end (CT-6). */
const daysMost = 365;

/** Whether a contract takes part in a renewal: active, commercial, near enough to its end, and without a future (CT-6). */
export const isRenewable = (contract: Contract, today: UtcDay): boolean =>
  contract.state === 'active' &&
  contract.mode === 'commercial' &&
  contract.next === null &&
  daysToEnd(contract, today) < daysMost; // CT-6

/** Days from today to the last end. */
export const daysToEnd = (contract: Contract, today: UtcDay): number =>
  daysBetween(today, lastPeriod(contract).end);

/** What a renewal takes: the contracts of the service and term class of a contract (CT-6). */
export function renewableWith(
  { contracts, today }: Pick<Situation, 'contracts' | 'today'>,
  contract: Contract,
): { readonly products: readonly Contract[]; readonly modules: readonly Contract[] } {
  const termClass = termClassOf(contract.periods[0].term);
  const own = contracts.filter(
    (one) =>
      one.serviceId === contract.serviceId &&
      termClassOf(one.periods[0].term) === termClass &&
      isRenewable(one, today),
  );
  return {
    products: own.filter(({ kind }) => kind === 'product'),
    modules: own.filter(({ kind }) => kind === 'module'),
  };
}

/** Contracts of one SKU each. */
export function bySku(contracts: readonly Contract[]): readonly (readonly Contract[])[] {
  const skus = [...new Set(contracts.map(({ periods: [{ sku }] }) => sku))].sort();
  return skus.map((sku) => contracts.filter(({ periods: [period] }) => period.sku === sku));
}

/** The terms that contracts are of: their licences keep their own when they are grouped (CT-11). */
export const termsOf = (contracts: readonly Contract[]): ReadonlySet<Term> =>
  new Set(
    contracts.flatMap(({ periods: [{ term, batches }] }) =>
      batches.length > 0 ? batches.map((batch) => batch.term) : [term],
    ),
  );
