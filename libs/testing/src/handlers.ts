/** `@reservoir/testing/handlers`: what specs of handlers need, without servers. */
import { type Instant, instant } from '@reservoir/kernel';
import type { DataOf, MessageDefinition } from '@reservoir/messages';
import { Chunk, RecordContext } from '@reservoir/messaging';

/** When commands of tests are sent and decided, unless told otherwise. */
export const noon = instant('2026-11-21T12:00:00Z');

/** What differs from a command of operation `op-1` that is handled for the first time. */
export interface Differing {
  readonly operationId?: string | null;
  readonly lastAttempt?: boolean;
}

/** What a handler gets for a record that was sent at `noon`, decided at `now`. */
export function commandContext<M extends MessageDefinition>(
  message: M,
  data: DataOf<M>,
  now: Instant = noon,
  { operationId = 'op-1', lastAttempt = false }: Differing = {},
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

/** A record that a handler published, in short. */
export interface PublishedInShort {
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
  readonly sequence?: number;
}

/**
 * What was published, each validated by its schema, in short.
 * @throws what the handler threw
 */
export function published({ publications, failure }: RecordContext): readonly PublishedInShort[] {
  if (failure) throw failure.error;
  return publications.map(({ message, data, options }) => ({
    type: message.type,
    key: message.keyOf(data),
    data: message.schema.parse(data),
    ...options,
  }));
}
