import type { Instant } from '@reservoir/kernel';
import type { DataOf, MessageDefinition } from '@reservoir/messages';
import { Chunk, RecordContext } from '@reservoir/messaging';
import { noon } from './points.fixtures.js';

/** What a handler gets for a record, decided at `now`; a command of operation `op-1` unless told otherwise. */
export function commandContext<M extends MessageDefinition>(
  message: M,
  data: DataOf<M>,
  now: Instant = noon,
  { operationId = 'op-1', lastAttempt = false }: { operationId?: string | null; lastAttempt?: boolean } = {},
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
    operationId,
    data,
  };
  return new RecordContext(record, new Chunk({} as Chunk['session'], now), lastAttempt);
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
