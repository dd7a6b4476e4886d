import { setTimeout as sleep } from 'node:timers/promises';
import { type SandboxClock, idFor } from '@reservoir/kernel';
import { finishAdvance } from '@reservoir/messages';
import type { OutgoingCommand } from '../command-publisher.js';
import type { Lease } from '../lease.js';
import type { Logger } from '../logger.js';
import { type Advance, type AdvanceEnd, type Advancing, advanceClock } from './advance.js';

/** Where advances are kept: provided by the service that operators ask for them (token ADVANCES). */
export interface Advances {
  /** The one that is under way. */
  open(): Promise<Advance | undefined>;
}

/** What a conductor works with. */
export interface Conducting extends Omit<Advancing, 'mayGoOn'> {
  readonly advances: Advances;
  readonly clock: SandboxClock;
  readonly lease: Lease;
  readonly send: (commands: readonly OutgoingCommand[]) => Promise<void>;
  readonly logger: Logger;
}

const lookEveryMs = 200;

/** Advances the clock of the sandbox when there is an advance under way, in one of all the replicas that run one. */
export class Conductor {
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  /** The advance that ended here last, and when: its end may not have been noted yet. */
  #ended: { readonly operationId: string; readonly at: number } | undefined;

  constructor(private readonly using: Conducting) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.using.lease.release();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#look();
      } catch (error) {
        this.using.logger.warn(
          { error },
          'the clock of the sandbox cannot be advanced yet: it is tried again',
        );
      }
      await sleep(lookEveryMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { advances, clock, logger } = this.using;
    if (!(await this.#mayGoOn())) return;
    const advance = await advances.open();
    if (!advance || this.#endedJustNow(advance)) return;
    logger.info({ ...advance }, 'the clock of the sandbox is being advanced');
    const end = await advanceClock(advance, clock.aheadMs, {
      ...this.using,
      mayGoOn: async () => this.#mayGoOn(),
    });
    if (end.kind !== 'lost') await this.#finish(advance, end);
  }

  /** First nobody waits any more, then the operation is answered: begun again in between, it ends the same. */
  async #finish(
    { operationId }: Advance,
    end: Exclude<AdvanceEnd, { readonly kind: 'lost' }>,
  ): Promise<void> {
    const { clock, publish, newId, send, logger } = this.using;
    await publish({ ask: newId(), aheadMs: end.aheadMs, advance: null });
    const stuckOn = end.kind === 'stuck' ? end.on.slice(0, 2000) : null;
    const id = idFor('finish-advance', operationId);
    await send([{ message: finishAdvance, data: { operationId, stuckOn }, id }]);
    this.#ended = { operationId, at: performance.now() };
    logger.info(
      { operationId, now: clock.now(), stuckOn },
      'the clock of the sandbox stands where it was to be',
    );
  }

  #endedJustNow({ operationId }: Advance): boolean {
    return this.#ended?.operationId === operationId && performance.now() - this.#ended.at < 5000;
  }

  async #mayGoOn(): Promise<boolean> {
    return !this.#stopping.signal.aborted && this.using.lease.tend();
  }
}
