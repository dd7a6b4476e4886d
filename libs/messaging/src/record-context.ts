import type { Instant } from '@reservoir/kernel';
import type { DataOf, MessageDefinition } from '@reservoir/messages';
import type { Chunk } from './chunk.js';
import type { InboundRecord } from './inbound-record.js';

/** Why a record was set aside; goes into the dead letter's headers and the log. */
export interface Reason {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly detail: string;
}

/** What to set on a published record besides its data. */
export interface PublishOptions {
  /** The aggregate's version after the change (extension `sequence`). */
  readonly sequence?: number;
}

/** A record to publish, before its lane number and partition are known. */
export interface Publication {
  readonly message: MessageDefinition;
  readonly data: unknown;
  readonly options: PublishOptions;
}

/** What became of a record whose handler did not throw. */
export type Disposition =
  | { readonly kind: 'handled' }
  | { readonly kind: 'parked'; readonly reason: Reason; readonly alone: boolean }
  | { readonly kind: 'dead-letter'; readonly reason: Reason };

/** What a handler gets beside the data (`@Ctx()`). */
export class RecordContext<Data = unknown> {
  #disposition: Disposition = { kind: 'handled' };
  #failure: { readonly error: unknown } | undefined;
  readonly #publications: Publication[] = [];

  constructor(
    readonly record: InboundRecord<Data>,
    readonly chunk: Chunk,
    /** True when the record was parked for as long as it may be: decide now, without what is missing. */
    readonly lastAttempt: boolean,
  ) {}

  /** The time at which the chunk is decided. */
  get now(): Instant {
    return this.chunk.now;
  }

  /** Publishes a record with the effect of this chunk, exactly once. */
  publish<M extends MessageDefinition>(message: M, data: DataOf<M>, options: PublishOptions = {}): void {
    this.#publications.push({ message, data, options });
  }

  /**
   * Sets the record aside until what it misses is there; later records of its key wait behind it, other keys go on.
   * The handler must not have changed or published anything. Not allowed at the last attempt.
   * @param alone nobody waits behind it: for what waits for a later record of its own key
   */
  park(reason: Reason, { alone = false }: { readonly alone?: boolean } = {}): void {
    if (this.lastAttempt || this.#publications.length > 0)
      throw new Error(
        `${this.record.type}: a record is parked before anything is published, and never at its last attempt`,
      );
    this.#disposition = { kind: 'parked', reason, alone };
  }

  /** Copies the original record to the dead letters, beside whatever the handler publishes. */
  deadLetter(reason: Reason): void {
    this.#disposition = { kind: 'dead-letter', reason };
  }

  /** A handler threw: kept here, since Nest's exception filters would hide what it was. */
  fail(error: unknown): void {
    this.#failure = { error };
  }

  /** For the transport: what the handler threw, if it did. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /** For the transport. */
  get disposition(): Disposition {
    return this.#disposition;
  }

  /** For the transport. */
  get publications(): readonly Publication[] {
    return this.#publications;
  }
}
