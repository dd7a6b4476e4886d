import type { Collection } from './ports.js';

/** Keeps a fact of another service, unless a newer one is known: facts may arrive again, and out of order. @returns whether it was news */
export function learnFact<Fact extends { readonly id: string; readonly version: number }>(
  fact: Fact,
  facts: Collection<Fact>,
): boolean {
  const known = facts.find(fact.id);
  const isNews = !known || known.version < fact.version;
  if (isNews) facts.save(fact);
  return isNews;
}
