import type { MessagingLogger } from './options.js';

export type AwayServer = 'kafka' | 'mongodb';

/** Which servers do not answer, for the readiness probe; says so once when one goes and once when it is back. */
export class ServersAway {
  readonly #reasons = new Map<AwayServer, string>();

  constructor(private readonly logger: MessagingLogger) {}

  get none(): boolean {
    return this.#reasons.size === 0;
  }

  get reasons(): Readonly<Partial<Record<AwayServer, string>>> {
    return Object.fromEntries(this.#reasons);
  }

  report(server: AwayServer, away: boolean, error?: unknown): void {
    if (away === this.#reasons.has(server)) return;
    if (away) {
      this.#reasons.set(server, error instanceof Error ? error.message : String(error));
      this.logger.error({ server, error }, `${server} is away: paused until it answers`);
    } else {
      this.#reasons.delete(server);
      this.logger.info({ server }, `${server} answers again`);
    }
  }
}
