import { writeFileSync } from 'node:fs';
import type { JointWalk } from './joint-walk.js';

/** What walks have tried, and how it ended. */
export class Histogram {
  readonly #ends = new Map<string, number>();
  #sequences = 0;
  #steps = 0;

  add(walk: JointWalk, steps: number): void {
    this.#sequences += 1;
    this.#steps += steps;
    for (const { operationId, refusal } of walk.completions)
      this.#count(`${operationId.replace(/-\d+$/, '')} ${refusal?.code ?? 'ok'}`);
    for (const end of walk.ends) this.#count(end);
    for (const { isAwaited } of walk.plans) if (!isAwaited) this.#count('autoRenew ok');
    for (const { type } of walk.events) this.#count(`event ${type}`);
  }

  #count(end: string): void {
    this.#ends.set(end, (this.#ends.get(end) ?? 0) + 1);
  }

  tell(name: string): void {
    const lines = [...this.#ends].sort().map(([end, times]) => `${times}\t${end}`);
    writeFileSync(
      `/tmp/d/joint-${name.replace(' ', '')}.txt`,
      `${this.#sequences} ${this.#steps}\n${lines.join('\n')}`,
    );
  }
}
