import type { Instant } from '@reservoir/kernel';
import type { KeptAnswer, Operation } from '../domain/operation.js';

/** Every command of the last 7 days. */
export interface Operations {
  /**
   * Keeps a new operation, durably, unless its Idempotency-Key is taken.
   * @returns the operation that holds the key already; undefined when this one was added.
   */
  add(operation: Operation): Promise<Operation | undefined>;

  find(id: string): Promise<Operation | undefined>;

  /**
   * Makes the caller the one who gives the answer until `until`.
   * @returns false when somebody else was faster, or has answered meanwhile.
   */
  takeOver(operation: Operation, until: Instant): Promise<boolean>;

  /** Whoever asks with the same key from `now` on takes over. */
  giveUpAnswering(id: string, now: Instant): Promise<void>;

  /** Keeps the first answer for those who ask with the same key; a later one changes nothing. */
  keepAnswer(id: string, answer: KeptAnswer): Promise<void>;

  /** Operations without outcome that are due to be sent again, the longest due first. */
  due(now: Instant, limit: number): Promise<readonly Operation[]>;

  /**
   * Counts one more send and sets the next time; null for never.
   * @returns false when another replica did it, or the outcome came meanwhile.
   */
  reschedule(operation: Operation, sendAgainAt: Instant | null): Promise<boolean>;
}
