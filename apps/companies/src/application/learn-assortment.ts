import type { Assortment } from '../domain/transfer-policies.js';
import type { Assortments } from './companies.js';

/** Keeps what a distributor sells, unless a newer fact is kept already. */
export function learnAssortment(
  fact: Assortment,
  { assortments }: { readonly assortments: Assortments },
): void {
  if (fact.version > (assortments.find(fact.id)?.version ?? 0)) assortments.save(fact);
}
