import { type Caller, sees } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import { takeNamed } from './named-customers.js';
import { Problem, unknown } from './problem.js';

type Company = ReadModels['companies'];

/** The company, when it is in the caller's subtree; undefined for every other one, known or not (CO-8). */
export const seenBy = (caller: Caller, company: Company | undefined): Company | undefined =>
  company && sees(caller, company) ? company : undefined;

/**
 * Refuses who changes the licensing of a customer that is another's: it is its partner's, and nobody else's (CO-9).
 * @throws Problem `not-the-owning-partner`
 */
export function requireOwned(caller: Caller, customer: Company): void {
  if (caller.company?.id === customer.parentId) return;
  throw new Problem('not-the-owning-partner', {
    rule: 'CO-9',
    detail: "A customer's licensing is changed by its own partner; others above it, and it itself, read.",
  });
}

/** Who may know of which company (CO-8). */
export class Tenancy {
  constructor(private readonly companies: Pick<CompanyQueries, 'find'>) {}

  /** A company in the caller's subtree; undefined for every other one, known or not. */
  async find(caller: Caller, companyId: string): Promise<Company | undefined> {
    return seenBy(caller, await this.companies.find(companyId));
  }

  /**
   * The same for a company that a request is about.
   * @param type what it must be; any if left out
   * @throws Problem `unknown-company`, `unknown-partner` …: a foreign one answers exactly as an unknown one (CO-8)
   */
  async require(caller: Caller, companyId: string, type?: Company['type']): Promise<Company> {
    const lookedUp = takeNamed(caller, companyId) ?? this.companies.find(companyId);
    const company = seenBy(caller, await lookedUp);
    if (!company || (type && company.type !== type)) throw unknown(type ?? 'company');
    return company;
  }

  /**
   * A customer whose licensing a request changes: its partner's, and nobody else's (CO-9).
   * @throws Problem `unknown-customer`; `not-the-owning-partner` for who sees it and does not own it
   */
  async requireOwnCustomer(caller: Caller, customerId: string): Promise<Company> {
    const customer = await this.require(caller, customerId, 'customer');
    requireOwned(caller, customer);
    return customer;
  }
}
