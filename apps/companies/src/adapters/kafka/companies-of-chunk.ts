import type { Chunk } from '@reservoir/messaging';
import type { Companies, Tree } from '../../application/companies.js';

/** Gives the companies bound to a unit of work. */
export interface CompaniesOfChunk {
  in(chunk: Chunk): Companies;
}

/** Gives the companies and their transfer requests bound to a unit of work. */
export interface TreeOfChunk {
  in(chunk: Chunk): Tree;
}

/** Injection token of `CompaniesOfChunk`. */
export const COMPANIES = Symbol('companies');

/** Injection token of `TreeOfChunk`. */
export const TREE = Symbol('tree');
