import type { DataOf, MessageDefinition } from '@reservoir/messages';
import type { PublishOptions, RecordContext } from '@reservoir/messaging';

/** What publishes records: the context of the record that is being handled. */
export type Publisher = Pick<RecordContext, 'publish' | 'record'>;

type Immutable<T> = T extends (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;

/** The domain's data is readonly, which zod's types do not say. */
export function publish<M extends MessageDefinition>(
  context: Publisher,
  message: M,
  data: Immutable<DataOf<M>>,
  options?: PublishOptions,
): void {
  context.publish(message, data as DataOf<M>, options);
}
