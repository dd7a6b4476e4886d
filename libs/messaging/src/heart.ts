/** Keeps a member's session alive while a batch takes long, and tells when the membership is lost. */
export class Heart {
  #lost: unknown;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly heartbeat: () => Promise<void>,
    intervalMs: number,
    private readonly isStopping: () => boolean,
  ) {
    this.#timer = setInterval(() => {
      this.heartbeat().catch((error: unknown) => (this.#lost ??= error));
    }, intervalMs);
  }

  /** @throws what Kafka answered when the member is no longer in the group; Stopping when the process ends. */
  readonly beat = async (): Promise<void> => {
    if (this.#lost) throw this.#lost as Error;
    if (this.isStopping()) throw new Stopping();
    await this.heartbeat();
  };

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** The process ends: what was not committed is for the next owner. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}
