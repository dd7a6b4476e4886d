import type { Instant } from '@reservoir/kernel';

/** Waits until the clock of the system has come so far; what is due by then has happened. */
export type Until = (at: Instant) => Promise<void>;

/** What a case does, from one date to the next, and what it expects to see. */
export type Case = (until: Until) => Promise<void>;

interface Waiting {
  readonly at: Instant;
  readonly goOn: () => void;
  readonly giveUp: (error: unknown) => void;
}

/**
 * Plays cases side by side over one passing of time: when every one of them waits for a later instant, or has ended, the clock
 * goes to the earliest of these instants, and whoever waits for it goes on.
 */
export class Timeline {
  readonly #cases: Case[] = [];
  #played: Promise<void> | undefined;
  #ends: readonly Promise<void>[] = [];
  #waiting: readonly Waiting[] = [];
  /** Cases that wait for nothing. */
  #busy = 0;

  /**
   * @param begin what is done before all
   * @param pass advances the clock; it fails when something does not come to its end
   */
  constructor(
    private readonly begin: () => Promise<void>,
    private readonly pass: (to: Instant) => Promise<void>,
  ) {}

  /**
   * Takes a case in.
   * @returns the body of its test: the first one plays all cases to their end, and each ends as its case has ended
   */
  case(play: Case): () => Promise<void> {
    const index = this.#cases.push(play) - 1;
    return async () => {
      await (this.#played ??= this.#play());
      await this.#ends[index];
    };
  }

  async #play(): Promise<void> {
    await this.begin();
    this.#busy = this.#cases.length;
    this.#ends = this.#cases.map(async (one) => this.#follow(one));
    await Promise.allSettled(this.#ends);
  }

  async #follow(play: Case): Promise<void> {
    try {
      await play(async (at) => this.#until(at));
    } finally {
      this.#rests();
    }
  }

  async #until(at: Instant): Promise<void> {
    return new Promise((goOn, giveUp) => {
      this.#waiting = [...this.#waiting, { at, goOn, giveUp }];
      this.#rests();
    });
  }

  #rests(): void {
    this.#busy -= 1;
    const [first] = this.#waiting.map(({ at }) => at).sort();
    if (this.#busy > 0 || first === undefined) return;
    const next = this.#waiting.filter(({ at }) => at === first);
    this.#waiting = this.#waiting.filter(({ at }) => at !== first);
    this.#busy = next.length;
    this.pass(first).then(
      () => next.forEach(({ goOn }) => goOn()),
      (error: unknown) => next.forEach(({ giveUp }) => giveUp(error)),
    );
  }
}
