import type { Instant } from '@reservoir/kernel';
import type { DataOf, MessageDefinition } from '@reservoir/messages';
import { Chunk, type Handler, RecordContext } from '@reservoir/messaging';
import { now as present } from './license-pool.fixtures.js';

/** What differs from a plain record. */
interface TellOptions {
  readonly lastAttempt?: boolean;
  readonly now?: Instant;
  /** The operation of the gateway that asks. */
  readonly operationId?: string | null;
}

/** What a handler gets for a record, decided at `now`; the data is validated first, as the transport does. */
function recordContext<M extends MessageDefinition>(
  message: M,
  input: unknown,
  { lastAttempt = false, now = present, operationId = null }: TellOptions = {},
): RecordContext<DataOf<M>> {
  const data = message.schema.parse(input) as DataOf<M>;
  const record = {
    topic: message.topic,
    partition: 0,
    offset: 7,
    key: message.keyOf(data),
    id: 'event-one',
    source: '/test',
    type: message.type,
    time: present,
    sequence: null,
    correlationId: 'correlation-one',
    causationId: null,
    operationId,
    data,
  };
  return new RecordContext(record, new Chunk({} as Chunk['session'], now), lastAttempt);
}

/** Gives a record to its handler; gives back what the handler got, with what it made of it. */
export async function tell<M extends MessageDefinition>(
  handle: Handler<M>,
  message: M,
  input: unknown,
  options?: TellOptions,
): Promise<RecordContext<DataOf<M>>> {
  const context = recordContext(message, input, options);
  await handle(context.record.data, context);
  return context;
}

/** What was published, each validated by its schema: its type without `reservoir.…` and `.v1`, topic, key, sequence, data. */
export const publishedBy = ({ publications, failure }: RecordContext) => {
  if (failure) throw failure.error;
  return publications.map(({ message, data, options }) => ({
    type: message.type.split('.').at(-2),
    topic: message.topic,
    key: message.keyOf(data),
    sequence: options.sequence ?? null,
    data: message.schema.parse(data),
  }));
};
