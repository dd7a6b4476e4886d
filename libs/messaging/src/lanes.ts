import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import { LaneHalted } from './errors.js';
import { isInfrastructureDown } from './infrastructure.js';
import { Lane } from './lane.js';
import { type TakingOverWith, takeOver } from './take-over.js';

/** What happens to lanes that others want to know. */
export interface LaneEvents {
  readonly claimed: (lane: Lane) => void;
  readonly halted: (lane: Lane, why: string) => void;
  readonly delayed: (lane: Lane, error: unknown) => void;
}

interface Entry {
  readonly lane: Lane;
  readonly ready: Promise<void>;
}

/** The lanes that this process owns. */
export class Lanes {
  readonly #entries = new Map<string, Entry>();
  /** Lanes of this process that were lost and still have a chunk at work. */
  readonly #ending = new Map<string, Promise<unknown>>();

  constructor(
    private readonly service: string,
    private readonly startSession: () => Promise<ClientSession>,
    private readonly using: TakingOverWith,
    private readonly events: LaneEvents,
  ) {}

  get all(): readonly Lane[] {
    return [...this.#entries.values()].map(({ lane }) => lane);
  }

  /** The group has a new generation: every lane is claimed anew, also those without traffic. */
  async assign(assignment: Readonly<Record<string, readonly number[]>>): Promise<void> {
    this.loseAll();
    const partitions = Object.entries(assignment).flatMap(([topic, numbers]) =>
      numbers.map((partition) => ({ topic, partition })),
    );
    await Promise.all(partitions.map(async ({ topic, partition }) => this.#enter(topic, partition)));
  }

  /** The lane once it is taken over; claims it again when it was lost since. */
  async ready(topic: string, partition: number): Promise<Lane> {
    const entry = this.#entries.get(`${topic}/${partition}`);
    if (entry) {
      await entry.ready;
      if (!entry.lane.lost) return entry.lane;
    }
    return this.#enter(topic, partition);
  }

  /** Forgets a lane that another process has claimed. */
  drop(lane: Lane): void {
    lane.lose();
    if (this.#entries.get(lane.id)?.lane === lane) this.#entries.delete(lane.id);
    const ending = lane.exclusive(async () => endForGood(lane.session)).catch(() => undefined);
    this.#ending.set(lane.id, ending);
    void ending.then(() => this.#ending.get(lane.id) === ending && this.#ending.delete(lane.id));
  }

  /** Waits until every chunk at work has ended and its records are acknowledged. */
  async settle(): Promise<void> {
    await Promise.all(
      this.all.map(async (lane) =>
        lane.exclusive(async () => {
          // a position that cannot be cleared now is sent again by the next owner, as after a crash
          if (await lane.sending)
            await this.using.positions.clearPending(lane.id, lane).catch(() => undefined);
        }),
      ),
    );
  }

  loseAll(): void {
    for (const lane of this.all) this.drop(lane);
  }

  async #enter(topic: string, partition: number): Promise<Lane> {
    const lane = new Lane(this.service, topic, partition, await this.startSession());
    const before = this.#entries.get(lane.id);
    if (before && !before.lane.lost) {
      await endForGood(lane.session);
      await before.ready;
      return before.lane;
    }
    const ready = this.#takeOver(lane);
    this.#entries.set(lane.id, { lane, ready });
    await ready;
    return lane;
  }

  /** After the chunk of the lane that this process had before: to take over is to end it. */
  async #takeOver(lane: Lane): Promise<void> {
    await this.#ending.get(lane.id);
    for (let attempt = 1; !lane.lost; attempt += 1) {
      try {
        await takeOver(lane, this.using);
        this.events.claimed(lane);
        return;
      } catch (error) {
        if (error instanceof LaneHalted) {
          lane.halted = error.message;
          this.events.halted(lane, error.message);
          return;
        }
        this.events.delayed(lane, error);
        await sleep(isInfrastructureDown(error) ? Math.min(2000, 100 * 2 ** attempt) : 1000);
      }
    }
  }
}

/**
 * Ends a session that nobody else may get: the next owner of the lane ends it on the server, with whatever it bears by then, and
 * the driver would lend it to any other work of the process.
 */
async function endForGood(session: ClientSession): Promise<void> {
  if (!session.hasEnded) session.serverSession.isDirty = true;
  await session.endSession();
}
