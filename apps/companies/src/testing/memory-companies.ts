import { setImmediate as turn } from 'node:timers/promises';
import type { Companies } from '../application/companies.js';
import type { Company } from '../domain/company.js';
import type { CompaniesUnitOfWork } from './companies-suite.js';

/** Companies in memory, with the conflicts that a database has: what was read must not have changed at the end. */
export function memoryCompanies(): CompaniesUnitOfWork {
  const documents = new Map<string, Company>();
  const attempt = async <T>(
    decide: (companies: Companies) => T,
  ): Promise<{ readonly value: T } | undefined> => {
    const seen = new Map(documents);
    const written = new Map<string, Company>();
    await turn();
    const value = decide({
      find: (id) => written.get(id) ?? seen.get(id),
      save: (company) => void written.set(company.id, company),
    });
    await turn();
    if ([...written.keys()].some((id) => documents.get(id) !== seen.get(id))) return undefined;
    for (const [id, company] of written) documents.set(id, company);
    return { value };
  };
  return async (_ids, decide) => {
    for (;;) {
      const done = await attempt(decide);
      if (done) return done.value;
    }
  };
}
