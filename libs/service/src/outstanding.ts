import { type DueCommand, dueId } from './due.js';

/** A due command with its event id. */
export interface Identified extends DueCommand {
  readonly id: string;
}

/**
 * What one finder's commands have come to: sent, and still due when the finder looked last. They are not sent again
 * until `resendMs` have passed, and they do not stand in the way of what is due behind them.
 */
export class Outstanding {
  #sentAt = new Map<string, number>();

  constructor(
    private readonly batch: number,
    private readonly resendMs: number,
  ) {}

  get size(): number {
    return this.#sentAt.size;
  }

  /** How many due things to ask the finder for: a batch behind those that wait, up to ten batches. */
  get limit(): number {
    return Math.min(this.size + this.batch, this.batch * 10);
  }

  /**
   * Takes what the finder found, forgets what is not due any more, and gives what to send now: one batch at most.
   * @param now in milliseconds, monotonic
   */
  toSend(found: readonly DueCommand[], now: number): readonly Identified[] {
    const due = new Map(found.map((command) => [dueId(command), command]));
    this.#sentAt = new Map([...this.#sentAt].filter(([id]) => due.has(id)));
    return [...due]
      .filter(([id]) => now - (this.#sentAt.get(id) ?? -Infinity) >= this.resendMs)
      .slice(0, this.batch)
      .map(([id, command]) => ({ ...command, id }));
  }

  /** Notes what was sent. */
  sent(commands: readonly Identified[], now: number): void {
    for (const { id } of commands) this.#sentAt.set(id, now);
  }
}
