import type { MessageDefinition } from '@reservoir/messages';
import { type DecodedRecord, decode } from './decode.js';
import type { KnownHandler } from './handler-table.js';
import type { CompleteOptions } from './options.js';
import type { RawRecord } from './raw-record.js';

/** Reads the records of all topics that a service subscribes to. */
export class RecordDecoder {
  readonly #ownsMalformed: ReadonlyMap<string, boolean>;

  /** @param handlers by the type of their message */
  constructor(
    private readonly options: Pick<CompleteOptions, 'subscriptions' | 'topicPrefix'>,
    private readonly handlers: ReadonlyMap<string, Pick<KnownHandler, 'message'>>,
  ) {
    this.#ownsMalformed = new Map(
      options.subscriptions.map(({ topic, malformed }) => [
        options.topicPrefix + topic,
        malformed === 'dead-letter',
      ]),
    );
  }

  /** In their order; never throws. */
  all(raws: readonly RawRecord[]): readonly DecodedRecord[] {
    return raws.map((raw) =>
      decode(raw, {
        messageOf: (type) => this.#messageOf(type, raw.topic),
        ownsMalformed: this.#ownsMalformed.get(raw.topic) ?? true,
      }),
    );
  }

  /** A type counts only on the topic that it belongs to: who may write orders cannot command a pool. */
  #messageOf(type: string, topic: string): MessageDefinition | undefined {
    const message = this.handlers.get(type)?.message;
    return message && this.options.topicPrefix + message.topic === topic ? message : undefined;
  }
}
