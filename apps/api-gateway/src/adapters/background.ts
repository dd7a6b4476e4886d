import { setTimeout as sleep } from 'node:timers/promises';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { type ResendDeps, resendOperations } from '../application/resend-operations.js';

/** Something that listens until it is stopped. */
interface Listens {
  start(): void;
  stop(): Promise<void>;
}

/** The part of a logger that is used here. */
interface Logs {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
}

const lookEveryMs = 1000;
const sentAtOnce = 200;

/** What a gateway does beside answering: it hears of operations, and sends again what got no answer. */
export class Background implements OnApplicationBootstrap {
  constructor(
    private readonly changes: Listens,
    private readonly resending: ResendDeps,
    private readonly logger: Logs,
    private readonly shutdown: AbortSignal,
  ) {}

  onApplicationBootstrap(): void {
    if (this.shutdown.aborted) return;
    this.changes.start();
    this.shutdown.addEventListener('abort', () => void this.changes.stop(), { once: true });
    void this.#resend();
  }

  async #resend(): Promise<void> {
    while (!this.shutdown.aborted) {
      try {
        const sent = await resendOperations(sentAtOnce, this.resending);
        if (sent > 0) this.logger.info({ sent }, 'sent commands again that had no outcome');
      } catch (error) {
        this.logger.warn({ error }, 'looking for commands without outcome failed: it will be tried again');
      }
      await sleep(lookEveryMs, undefined, { signal: this.shutdown }).catch(() => undefined);
    }
  }
}
