import type { z } from 'zod';
import type { TopicName } from './topics.js';

/** One kind of record: its CloudEvents `type`, where it travels, under which key, and what its `data` holds. */
export interface MessageDefinition<Schema extends z.ZodType = z.ZodType> {
  /** CloudEvents `type`: a literal that never changes; a breaking change gets a new one. */
  readonly type: string;
  readonly topic: TopicName;
  /** One sentence for the AsyncAPI document. */
  readonly summary: string;
  readonly schema: Schema;
  /** The record key: the aggregate that owns the record, so that one partition owns one aggregate. */
  readonly keyOf: (data: z.output<Schema>) => string;
  /** Members of the data that services may read, but that no preview shows to its caller. */
  readonly concealed?: readonly string[];
}

/** The validated `data` of a message. */
export type DataOf<M extends MessageDefinition> = z.output<M['schema']>;

/** Declares a message; the identity function that keeps the schema's type. */
export const defineMessage = <Schema extends z.ZodType>(
  message: MessageDefinition<Schema>,
): MessageDefinition<Schema> => message;
