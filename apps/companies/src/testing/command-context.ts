import { type Instant, instant } from '@reservoir/kernel';
import type { DataOf, MessageDefinition } from '@reservoir/messages';
import { Chunk, RecordContext } from '@reservoir/messaging';

/** When commands of tests are sent and decided, unless told otherwise. */
export const noon = instant('2026-11-21T12:00:00Z');

/** What a handler gets for a command of operation `op-1`, decided at `now`. */
export function commandContext<M extends MessageDefinition>(
  message: M,
  data: DataOf<M>,
  now: Instant = noon,
): RecordContext<DataOf<M>> {
  const record = {
    topic: message.topic,
    partition: 0,
    offset: 0,
    key: message.keyOf(data),
    id: 'event-1',
    source: '/test',
    type: message.type,
    time: noon,
    sequence: null,
    correlationId: 'correlation-1',
    causationId: null,
    operationId: 'op-1',
    data,
  };
  return new RecordContext(record, new Chunk({} as Chunk['session'], now), false);
}

/**
 * What was published, each validated by its schema, in short.
 * @throws what the handler threw
 */
export function published({ publications, failure }: RecordContext) {
  if (failure) throw failure.error;
  return publications.map(({ message, data, options }) => ({
    type: message.type,
    key: message.keyOf(data),
    data: message.schema.parse(data),
    ...options,
  }));
}
