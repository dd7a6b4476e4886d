import type { ById } from './ports.js';

/** Keeps a fact of another service, unless one as new is known already. */
export function rememberFact<Fact extends { readonly id: string; readonly version: number }>(
  fact: Fact,
  facts: ById<Fact>,
): void {
  if (fact.version > (facts.find(fact.id)?.version ?? 0)) facts.save(fact);
}
