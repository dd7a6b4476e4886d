import type { ClientSession } from 'mongoose';
import { FetchedRecords } from './fetched-records.js';
import type { PositionDocument } from './positions.js';
import type { RawRecord } from './raw-record.js';

/**
 * One partition of one topic in the hands of this process: what its position says, and the promise of the last send.
 * A lane that is lost stays lost; a new one is made when the partition is assigned again.
 */
export class Lane {
  readonly id: string;
  /** Name in the `lane` header of what it publishes. */
  readonly name: string;
  epoch = 0;
  next = 0;
  sequence = 0;
  seen: ReadonlyMap<string, number> = new Map();
  /** What was fetched and is in no chunk yet. */
  readonly fetched = new FetchedRecords();
  /** The offset that is to be fetched next. */
  fetchedTo = 0;
  /** Where the partition ended when something was fetched last. */
  end = 0;
  /** How many records wait, by key (see parking.ts). */
  parked: ReadonlyMap<string, number> = new Map();
  /** When parked records were tried last, and when one began or ceased to wait; in milliseconds. */
  triedParkedAt = 0;
  parkedChangedAt = Date.now();
  /** Resolves to false when the lane was lost before all was sent. Never rejects. */
  sending: Promise<boolean> = Promise.resolve(true);
  /** Set when the position and the partition do not fit: the lane stands still until a person has looked. */
  halted: string | undefined;
  #lost = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    service: string,
    readonly topic: string,
    readonly partition: number,
    readonly session: ClientSession,
  ) {
    this.id = `${topic}/${partition}`;
    this.name = `${service}:${this.id}`;
  }

  get lost(): boolean {
    return this.#lost;
  }

  /** Records between the position and the end of the partition. */
  get lag(): number {
    return Math.max(0, this.end - this.next);
  }

  /** Another process, or a later claim of this one, has the lane. */
  lose(): void {
    this.#lost = true;
  }

  /** Takes over what the claimed position says. */
  restore(position: PositionDocument): void {
    this.epoch = position.epoch;
    this.startAt(position.next);
    this.sequence = position.sequence;
    this.seen = new Map(position.seen);
  }

  /** Nothing was fetched yet: what is to be processed next is at this offset. */
  startAt(next: number): void {
    this.next = next;
    this.fetchedTo = next;
  }

  /** Records that were fetched, in order from `fetchedTo` on; up to `lastOffset` there are no others. */
  take(
    records: readonly RawRecord[],
    { lastOffset, end }: { readonly lastOffset: number; readonly end: number },
  ): void {
    this.fetched.add(records);
    this.fetchedTo = lastOffset + 1;
    this.end = end;
  }

  /** Runs one piece of work at a time: a lane has one session, which bears one transaction. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** Runs one piece of work of several lanes, which no other work of any of them runs beside. */
export async function exclusiveOfAll<T>(lanes: readonly Lane[], work: () => Promise<T>): Promise<T> {
  const [lane, ...others] = lanes;
  return lane ? lane.exclusive(async () => exclusiveOfAll(others, work)) : work();
}
