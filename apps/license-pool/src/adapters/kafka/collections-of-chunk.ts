import type { Chunk } from '@reservoir/messaging';
import type { Collections } from '../../application/collections.js';

/** Gives the collections bound to a unit of work. */
export interface CollectionsOfChunk {
  in(chunk: Chunk): Collections;
}

/** Injection token of `CollectionsOfChunk`. */
export const COLLECTIONS = Symbol('collections');
