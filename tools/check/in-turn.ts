/** Shows what several write at the same time as if they wrote one after the other, the first of them as it comes. */
export class InTurn<Writer> {
  readonly #held = new Map<Writer, string[]>();
  readonly #ended = new Set<Writer>();
  #turn = 0;

  /** @param writers in the order in which they are shown; each ends once */
  constructor(
    private readonly writers: readonly Writer[],
    private readonly show: (text: string) => void,
  ) {}

  writer(who: Writer): (text: string) => void {
    return (text) => {
      if (who === this.writers[this.#turn]) this.show(text);
      else this.#held.set(who, [...(this.#held.get(who) ?? []), text]);
    };
  }

  /** Gives the turn to the next one that has not ended, and shows what those before it, and it, have written. */
  end(who: Writer): void {
    this.#ended.add(who);
    for (let now = this.writers[this.#turn]; now !== undefined; now = this.writers[this.#turn]) {
      for (const text of this.#held.get(now) ?? []) this.show(text);
      this.#held.delete(now);
      if (!this.#ended.has(now)) return;
      this.#turn += 1;
    }
  }
}
