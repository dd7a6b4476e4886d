import { setImmediate as turn } from 'node:timers/promises';
import type { Kept, Tree } from '../application/companies.js';
import type { Company } from '../domain/company.js';
import type { Assortment } from '../domain/transfer-policies.js';
import type { TransferRequest } from '../domain/transfer-request.js';
import { Attempt, type Identified } from './attempt.js';
import type { CompaniesUnitOfWork } from './companies-suite.js';

/** What is kept by id, in a map. */
export const inMap = <State extends Identified>(documents: Map<string, State>): Kept<State> => ({
  find: (id) => documents.get(id),
  save: (state) => void documents.set(state.id, state),
});

/** A tree in maps, without conflicts: for what runs one after the other. */
export function plainTree(): Tree & { readonly all: ReadonlyMap<string, Company> } {
  const all = new Map<string, Company>();
  return {
    all,
    companies: inMap(all),
    requests: inMap(new Map<string, TransferRequest>()),
    assortments: inMap(new Map<string, Assortment>()),
  };
}

/** Companies in memory, with the conflicts that a database has: what is written must not have changed since it was read. */
export function memoryCompanies(): CompaniesUnitOfWork {
  const companies = new Map<string, Company>();
  const requests = new Map<string, TransferRequest>();
  const assortments = new Map<string, Assortment>();
  return async (_needs, decide) => {
    for (;;) {
      const tree = {
        companies: new Attempt(companies),
        requests: new Attempt(requests),
        assortments: new Attempt(assortments),
      };
      await turn();
      const value = decide(tree);
      await turn();
      const parts = Object.values(tree);
      if (parts.some((part) => part.isStale())) continue;
      for (const part of parts) part.commit();
      return value;
    }
  };
}
