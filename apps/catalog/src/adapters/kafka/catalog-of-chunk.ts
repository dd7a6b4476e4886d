import type { Chunk } from '@reservoir/messaging';
import type { CatalogPorts } from '../../application/publications.js';

/** Every collection of the catalog, bound to a unit of work. */
export interface CatalogOfChunk {
  in(chunk: Chunk): CatalogPorts;
}

/** Injection token of `CatalogOfChunk`. */
export const CATALOG = Symbol('catalog');

/** A draft to load, with all that it is judged by; its body where the record brings one. */
export interface DraftNeed {
  readonly kind: string;
  readonly id: string;
  readonly body?: unknown;
}
