import type { Chunk } from '@reservoir/messaging';
import type { Companies } from '../../application/companies.js';

/** Gives the companies bound to a unit of work. */
export interface CompaniesOfChunk {
  in(chunk: Chunk): Companies;
}

/** Injection token of `CompaniesOfChunk`. */
export const COMPANIES = Symbol('companies');
