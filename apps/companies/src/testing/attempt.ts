/** Whatever is kept by id. */
export interface Identified {
  readonly id: string;
}

/** One collection as an attempt has seen it, with what it writes. */
export class Attempt<State extends Identified> {
  readonly #seen: ReadonlyMap<string, State>;
  readonly #written = new Map<string, State>();

  constructor(private readonly documents: Map<string, State>) {
    this.#seen = new Map(documents);
  }

  readonly find = (id: string): State | undefined => this.#written.get(id) ?? this.#seen.get(id);
  readonly save = (state: State): void => void this.#written.set(state.id, state);

  isStale(): boolean {
    return [...this.#written.keys()].some((id) => this.documents.get(id) !== this.#seen.get(id));
  }

  commit(): void {
    for (const [id, state] of this.#written) this.documents.set(id, state);
  }
}
