import { type Caller, sees } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import { unknown } from './problem.js';

type Company = ReadModels['companies'];

/** Who may know of which company (CO-8). */
export class Tenancy {
  constructor(private readonly companies: Pick<CompanyQueries, 'find'>) {}

  /** A company in the caller's subtree; undefined for every other one, known or not. */
  async find(caller: Caller, companyId: string): Promise<Company | undefined> {
    const company = await this.companies.find(companyId);
    return company && sees(caller, company) ? company : undefined;
  }

  /**
   * The same for a company that a request is about.
   * @param type what it must be; any if left out
   * @throws Problem `unknown-company`, `unknown-partner` …: a foreign one answers exactly as an unknown one (CO-8)
   */
  async require(caller: Caller, companyId: string, type?: Company['type']): Promise<Company> {
    const company = await this.find(caller, companyId);
    if (!company || (type && company.type !== type)) throw unknown(type ?? 'company');
    return company;
  }
}
