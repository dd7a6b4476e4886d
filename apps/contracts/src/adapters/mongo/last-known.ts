import type { Aggregates, Chunk, Versioned } from '@reservoir/messaging';
import { LRUCache } from 'lru-cache';

const most = 5000;

/** Documents that others are found by, as the chunk has them; and as this process knew them last, to prefetch by. */
export class LastKnown<State extends Versioned> {
  readonly #states = new LRUCache<string, State>({ max: most });

  constructor(private readonly aggregates: Aggregates<State>) {
    aggregates.whenCommitted((states) => {
      for (const state of states) this.#states.set(state.id, state);
    });
  }

  /** @param chunk that has loaded it; without one, as it was known last, which may be outdated or nothing */
  find(chunk: Chunk | undefined, id: string): State | undefined {
    if (!chunk) return this.#states.get(id);
    const state = this.aggregates.find(chunk, id);
    if (state) this.#states.set(id, state);
    return state;
  }
}
