/** Where leases are kept: one place for all replicas. */
export interface Leases {
  /** Takes or renews a lease. False when somebody else has it. */
  take(name: string, owner: string, forMs: number): Promise<boolean>;
  /** Gives a lease back, if the owner still has it. */
  release(name: string, owner: string): Promise<void>;
}

/**
 * The right to do something alone for a while. It counts from before the lease was asked for, so that it ends here before
 * it ends where it is kept, however long the answer took.
 */
export class Lease {
  #heldUntil = -Infinity;
  #askAt = -Infinity;

  constructor(
    private readonly leases: Leases,
    private readonly name: string,
    private readonly owner: string,
    private readonly forMs: number,
    /** Milliseconds that only grow. */
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  /** True while nobody else can have it. */
  get held(): boolean {
    return this.monotonic() < this.#heldUntil;
  }

  /**
   * Asks for the lease, or renews it, every third of its time; to be called often. A failure leaves what is held.
   * @returns whether it is held
   */
  async tend(): Promise<boolean> {
    const now = this.monotonic();
    if (now < this.#askAt) return this.held;
    const taken = await this.leases.take(this.name, this.owner, this.forMs);
    this.#heldUntil = taken ? now + this.forMs : -Infinity;
    this.#askAt = now + this.forMs / 3;
    return this.held;
  }

  /** Gives it back, so that another one need not wait for its end. */
  async release(): Promise<void> {
    if (!this.held) return;
    this.#heldUntil = -Infinity;
    this.#askAt = -Infinity;
    await this.leases.release(this.name, this.owner);
  }
}
