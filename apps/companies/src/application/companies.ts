import type { Company, Line } from '../domain/company.js';
import type { Changes } from '../domain/company.events.js';
import type { Assortment } from '../domain/transfer-policies.js';
import type { TransferRequest } from '../domain/transfer-request.js';

/** What is kept by id, as the unit of work has it by now. */
export interface Kept<State> {
  find(id: string): State | undefined;
  /** Keeps the new state. */
  save(state: State): void;
}

/** The companies of the platform. */
export type Companies = Kept<Company>;
/** Their transfer requests (CO-3). */
export type TransferRequests = Kept<TransferRequest>;
/** What distributors sell, by distributor: a local copy of the catalog's facts. */
export type Assortments = Kept<Assortment>;

/** All that decisions on the tree work on. */
export interface Tree {
  readonly companies: Companies;
  readonly requests: TransferRequests;
  readonly assortments: Assortments;
}

/** A company and all above it, itself first; empty when there is none. Exact: it goes by `parentId` alone. */
export function lineOf(companies: Companies, id: string | null): Line {
  const company = id === null ? undefined : companies.find(id);
  return company ? [company, ...lineOf(companies, company.parentId)] : [];
}

/** Keeps what a decision changed. */
export function keep(changes: Changes, { companies, requests }: Pick<Tree, 'companies' | 'requests'>): void {
  for (const company of changes.companies) companies.save(company);
  for (const request of changes.requests) requests.save(request);
}
