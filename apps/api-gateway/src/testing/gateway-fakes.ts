import { type Clock, fixedClock, instant, newId, plusMs } from '@reservoir/kernel';
import type { SubmitDeps } from '../application/submit-command.js';
import type { Operation } from '../domain/operation.js';
import { MemoryOperations } from './memory-operations.js';

/** Everything that submitting needs, in memory; time moves only while somebody waits. */
export class Fakes implements SubmitDeps {
  readonly operations = new MemoryOperations();
  readonly sent: string[] = [];
  kafkaIsUp = true;
  isApplied = true;
  shutdown = { aborted: false };
  /** What happens at each turn of waiting. */
  meanwhile: (waits: number) => void = () => undefined;
  #now = instant('2026-11-21T09:00:00Z');
  #waits = 0;

  readonly newId = newId;
  readonly clock: Clock = { now: () => fixedClock(this.#now).now() };
  readonly versions = { applied: async () => this.isApplied };
  readonly sender = {
    send: async (operation: Operation) => {
      this.sent.push(operation.id);
      return this.kafkaIsUp;
    },
  };
  readonly watches = {
    open: () => ({
      changed: async (withinMs: number) => {
        this.pass(withinMs);
        this.meanwhile((this.#waits += 1));
        return undefined;
      },
      close: () => undefined,
    }),
  };

  pass(ms: number): void {
    this.#now = plusMs(this.#now, ms);
  }
}
