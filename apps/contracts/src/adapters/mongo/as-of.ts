import type { Aggregates, Chunk, Versioned } from '@reservoir/messaging';

/**
 * A document that others are found by.
 * @param chunk as it has it, having loaded it; without one, as this process knew it last: outdated, maybe, or nothing
 */
export const asOf = <State extends Versioned>(
  chunk: Chunk | undefined,
  aggregates: Pick<Aggregates<State>, 'find' | 'lastKnown'>,
  id: string,
): State | undefined => (chunk ? aggregates.find(chunk, id) : aggregates.lastKnown(id));
