import type { Aggregates, RecordContext, Versioned } from '@reservoir/messaging';

/**
 * Takes over the whole state of a fact, unless a fact with the same or a greater sequence was there before: in whatever
 * order the facts of an aggregate arrive, the end is the same (worked case 5).
 */
export function apply<State extends Versioned>(
  store: Aggregates<State>,
  context: RecordContext,
  state: State,
): void {
  const known = store.find(context.chunk, state.id);
  if (known === undefined || known.version < state.version) store.put(context.chunk, state);
}

/**
 * The sequence of a fact whose data holds no version.
 * @throws Error when it has none: its publisher forgot it.
 */
export function sequenceOf({ record }: RecordContext): number {
  if (record.sequence === null) throw new Error(`${record.type} ${record.id} has no sequence`);
  return record.sequence;
}
