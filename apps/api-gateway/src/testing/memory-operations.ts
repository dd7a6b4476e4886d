import type { Instant } from '@reservoir/kernel';
import type { Operations } from '../application/operations.js';
import type { KeptAnswer, Operation } from '../domain/operation.js';

/** Operations in memory. */
export class MemoryOperations implements Operations {
  readonly #operations = new Map<string, Operation>();

  /** Replaces an operation: what a projection would do. */
  put(operation: Operation): void {
    this.#operations.set(operation.id, operation);
  }

  all(): readonly Operation[] {
    return [...this.#operations.values()];
  }

  async add(operation: Operation): Promise<Operation | undefined> {
    const key = operation.idempotency?.key;
    const holder = key === undefined ? undefined : this.all().find((one) => one.idempotency?.key === key);
    if (!holder) this.put(operation);
    return holder;
  }

  async find(id: string): Promise<Operation | undefined> {
    return this.#operations.get(id);
  }

  async takeOver({ id, answeringUntil: seen }: Operation, until: Instant): Promise<boolean> {
    return this.#update(
      id,
      (one) => one.answer === null && one.answeringUntil === seen,
      () => ({ answeringUntil: until }),
    );
  }

  async giveUpAnswering(id: string, now: Instant): Promise<void> {
    this.#update(
      id,
      () => true,
      () => ({ answeringUntil: now }),
    );
  }

  async keepAnswer(id: string, answer: KeptAnswer): Promise<void> {
    this.#update(
      id,
      (one) => one.answer === null,
      () => ({ answer }),
    );
  }

  async due(now: Instant, limit: number): Promise<readonly Operation[]> {
    const due = this.all().filter(
      (one) => one.state === 'pending' && one.sendAgainAt && one.sendAgainAt <= now,
    );
    return due.sort((a, b) => ((a.sendAgainAt ?? '') < (b.sendAgainAt ?? '') ? -1 : 1)).slice(0, limit);
  }

  async reschedule({ id, sendAgainAt: seen }: Operation, sendAgainAt: Instant | null): Promise<boolean> {
    return this.#update(
      id,
      (one) => one.state === 'pending' && one.sendAgainAt === seen,
      (one) => ({ sendAgainAt, sends: one.sends + 1 }),
    );
  }

  #update(
    id: string,
    when: (one: Operation) => boolean,
    change: (one: Operation) => Partial<Operation>,
  ): boolean {
    const known = this.#operations.get(id);
    if (!known || !when(known)) return false;
    this.put({ ...known, ...change(known) });
    return true;
  }
}
