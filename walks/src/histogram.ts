import type { JointWalk } from './joint-walk.js';

/** What walks have tried, and how it ended. */
export class Histogram {
  /** By what was asked, and how it ended: `ok`, or the code of the refusal. */
  readonly #ends = new Map<string, Map<string, number>>();
  #sequences = 0;
  #steps = 0;

  /** Counts a walk of so many steps. */
  add(walk: JointWalk, steps: number): void {
    this.#sequences += 1;
    this.#steps += steps;
    for (const { operationId, refusal } of walk.completions)
      this.#count(operationId.replace(/-\d+$/, ''), refusal?.code ?? 'ok');
    for (const [what, end] of walk.ends) this.#count(what, end);
    for (const { isAwaited } of walk.plans) if (!isAwaited) this.#count('autoRenew', 'ok');
    for (const { type } of walk.events) this.#count('events', type);
  }

  #count(what: string, end: string): void {
    const ends = this.#ends.get(what) ?? new Map<string, number>();
    ends.set(end, (ends.get(end) ?? 0) + 1);
    this.#ends.set(what, ends);
  }

  /** How often something was done, and not refused. */
  done(what: string): number {
    return this.#ends.get(what)?.get('ok') ?? 0;
  }

  /** A line for each command: how often it was tried, how often it was done, and what it was refused for. */
  told(): string {
    const lines = [...this.#ends].sort().map(([what, ends]) => {
      const tried = [...ends.values()].reduce((sum, times) => sum + times, 0);
      const refused = [...ends].filter(([end]) => end !== 'ok').sort(([, a], [, b]) => b - a);
      const why = refused.map(([end, times]) => `${end} ${times}`).join(', ');
      return `${what.padEnd(18)} ${String(tried).padStart(7)} ${String(this.done(what)).padStart(7)}  ${why}`;
    });
    return [`${this.#sequences} sequences, ${this.#steps} steps`, ...lines].join('\n');
  }
}
