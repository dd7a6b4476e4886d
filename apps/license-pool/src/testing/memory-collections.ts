import { setImmediate as turn } from 'node:timers/promises';
import type { Instant } from '@reservoir/kernel';
import type { Collections, Kept } from '../application/collections.js';
import { inDrawOrder } from '../domain/draw-order.js';
import { openIn } from '../domain/lot.js';
import type { CollectionsUnitOfWork } from './collections-suite.js';

type Documents = Map<string, unknown>;
type Name = keyof Collections;
type StateOf<N extends Name> = NonNullable<ReturnType<Collections[N]['find']>>;

/** What a unit of work sees and writes of one collection. */
class MemoryKept<State extends { readonly id: string }> implements Kept<State> {
  readonly written = new Map<string, State>();
  readonly #seen: Map<string, State>;

  constructor(private readonly documents: Documents) {
    this.#seen = new Map(documents) as Map<string, State>;
  }

  find(id: string): State | undefined {
    return this.written.get(id) ?? this.#seen.get(id);
  }

  save(state: State): void {
    this.written.set(state.id, state);
  }

  all(): readonly State[] {
    return [...new Map([...this.#seen, ...this.written]).values()];
  }

  /** True when somebody else wrote what this unit of work is about to write. */
  get isStale(): boolean {
    return [...this.written.keys()].some((id) => this.documents.get(id) !== this.#seen.get(id));
  }

  commit(): void {
    for (const [id, state] of this.written) this.documents.set(id, state);
  }
}

/** The collections in memory, with the conflicts that a database has: what is written must not have changed meanwhile. */
export class MemoryCollections {
  readonly #documents = new Map<Name, Documents>();

  /** All that is kept by now. */
  all<N extends Name>(name: N): readonly StateOf<N>[] {
    return [...this.#of(name).values()] as StateOf<N>[];
  }

  /** Begins a unit of work; nothing is kept before `commit`, which says whether it could. */
  begin(now: Instant): { readonly collections: Collections; readonly commit: () => boolean } {
    const lots = this.#kept('lots');
    const kept = {
      pools: this.#kept('pools'),
      reservations: this.#kept('reservations'),
      recoveries: this.#kept('recoveries'),
      exchanges: this.#kept('exchanges'),
      refunds: this.#kept('refunds'),
      reversals: this.#kept('reversals'),
      partners: this.#kept('partners'),
      assortments: this.#kept('assortments'),
      retirements: this.#kept('retirements'),
    };
    const all = [lots, ...Object.values(kept)];
    const openLots = (poolId: string) =>
      lots.all().filter((lot) => lot.poolId === poolId && openIn(lot, now) > 0);
    return {
      collections: {
        ...kept,
        lots: {
          find: (id) => lots.find(id),
          save: (lot) => lots.save(lot),
          openIn: (poolId) => ({ lots: openLots(poolId).sort(inDrawOrder), complete: true }),
        },
      },
      commit: () => {
        if (all.some((collection) => collection.isStale)) return false;
        for (const collection of all) collection.commit();
        return true;
      },
    };
  }

  /** Runs a unit of work, again while others write in between. */
  get unitOfWork(): CollectionsUnitOfWork {
    return async (_needs, now, decide) => {
      for (;;) {
        await turn();
        const { collections, commit } = this.begin(now);
        const value = decide(collections);
        await turn();
        if (commit()) return value;
      }
    };
  }

  #kept<N extends Name>(name: N): MemoryKept<StateOf<N>> {
    return new MemoryKept<StateOf<N>>(this.#of(name));
  }

  #of(name: Name): Documents {
    const documents = this.#documents.get(name) ?? new Map<string, unknown>();
    this.#documents.set(name, documents);
    return documents;
  }
}
