import type { Collection } from './ports.js';

/** Keeps a fact of another service, unless a newer one is known: facts may arrive again, and out of order. */
export function learnFact<Fact extends { readonly id: string; readonly version: number }>(
  fact: Fact,
  facts: Collection<Fact>,
): void {
  const known = facts.find(fact.id);
  if (!known || known.version < fact.version) facts.save(fact);
}
