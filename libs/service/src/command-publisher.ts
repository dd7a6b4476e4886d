import type { Clock } from '@reservoir/kernel';
import { type MessageDefinition, toKafkaMessage } from '@reservoir/messages';
import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs';

/** A record that no other record caused: from a scheduler, or from a request at the gateway. */
export interface OutgoingCommand {
  readonly message: MessageDefinition;
  /** Has passed the message's schema. */
  readonly data: unknown;
  /** The event's id: the same whenever the command is sent again. */
  readonly id: string;
  /** The event's id, if left out. */
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly operationId?: string;
  /** The command changes nothing, and answers what it would do (CT-18). */
  readonly preview?: boolean;
}

/** How commands are sent. */
export interface CommandPublisherOptions {
  /** The source of the events: `/reservoir/license-pool`. */
  readonly source: string;
  readonly topicPrefix: string;
  readonly clock: Clock;
  /** Bytes in one request at most. */
  readonly sliceBytes: number;
}

/**
 * Sends commands outside chunks: to every replica's knowledge at least once, so that their receivers know them by id or
 * find nothing left to do.
 */
export class CommandPublisher {
  readonly #producer: Producer;
  #connected: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    private readonly options: CommandPublisherOptions,
  ) {
    this.#producer = kafka.producer({
      // murmur2 of the key, as every Kafka client and every lane chooses.
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
    });
  }

  /**
   * Resolves when all in-sync replicas have all commands. Commands of one key keep their order.
   * @throws KafkaJSError when Kafka is away or refuses: some may have been sent, and sending all again is right.
   */
  async send(commands: readonly OutgoingCommand[]): Promise<void> {
    await this.#connect();
    for (const slice of this.#slices(commands.map((command) => this.#encode(command)))) {
      const topicMessages = [...slice].map(([topic, messages]) => ({ topic, messages }));
      const acknowledged = new Set(
        (await this.#producer.sendBatch({ acks: -1, topicMessages })).map(topicOf),
      );
      const silent = topicMessages.find(({ topic }) => !acknowledged.has(topic));
      if (silent) throw new Error(`Kafka did not acknowledge ${silent.topic}`);
    }
  }

  async disconnect(): Promise<void> {
    if (this.#connected) await this.#producer.disconnect();
  }

  /** At the first use, since many services never send a command of their own. */
  async #connect(): Promise<void> {
    this.#connected ??= this.#producer.connect();
    try {
      await this.#connected;
    } catch (error) {
      this.#connected = undefined;
      throw error;
    }
  }

  #encode({ message, data, id, correlationId = id, ...rest }: OutgoingCommand): Encoded {
    const { source, clock, topicPrefix } = this.options;
    const encoded = toKafkaMessage(message, data, { ...rest, id, correlationId, source, time: clock.now() });
    return { topic: topicPrefix + message.topic, message: encoded, bytes: encoded.value.length + 500 };
  }

  *#slices(encoded: readonly Encoded[]): Generator<ReadonlyMap<string, Message[]>> {
    let slice = new Map<string, Message[]>();
    let bytes = 0;
    for (const one of encoded) {
      if (bytes > 0 && bytes + one.bytes > this.options.sliceBytes) {
        yield slice;
        slice = new Map();
        bytes = 0;
      }
      slice.set(one.topic, [...(slice.get(one.topic) ?? []), one.message]);
      bytes += one.bytes;
    }
    if (bytes > 0) yield slice;
  }
}

interface Encoded {
  readonly topic: string;
  readonly message: Message;
  readonly bytes: number;
}

const topicOf = ({ topicName }: { topicName: string }): string => topicName;
