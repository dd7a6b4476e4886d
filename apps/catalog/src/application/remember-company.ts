import type { Company } from '../domain/publishing-policies.js';
import type { Companies } from './publications.js';

/** Keeps what is known of a company, unless something as new is known already. */
export function rememberCompany(company: Company, { companies }: { readonly companies: Companies }): void {
  if (company.version > (companies.find(company.id)?.version ?? 0)) companies.save(company);
}
