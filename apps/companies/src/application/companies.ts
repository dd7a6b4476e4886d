import type { Company } from '../domain/company.js';

/** The companies of the platform, as the unit of work has them by now. */
export interface Companies {
  find(id: string): Company | undefined;
  /** Keeps the company's new state. */
  save(company: Company): void;
}
