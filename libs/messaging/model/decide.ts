import type { Input, Output, Scenario } from './scenario.js';
import type { Attempt, Database, Mark, Pending, Process, State } from './state.js';

/** What a transaction writes, all at once. */
export interface Transaction {
  readonly mark: Mark;
  readonly effects: readonly string[];
  readonly parks: readonly string[];
  readonly unparks: readonly string[];
  readonly pending: readonly Pending[];
}

/**
 * Steps 1 to 3 of messaging.md, decided from the owner's own copy of the position: skip what was seen, decide record after
 * record, number what is to be published and choose its partition.
 */
export function decide(state: State, { mark }: Process, attempt: Attempt, scenario: Scenario): Transaction {
  if (attempt.kind === 'parked') {
    const input = scenario.inputs.find(({ id }) => id === attempt.id) as Input;
    return publishing(state, mark, [input], scenario, { unparks: [attempt.id] });
  }
  const offsetChecked = scenario.flaws.noOffsetCheck ? attempt.from : Math.max(attempt.from, mark.next);
  const records = unseen(scenario.inputs.slice(offsetChecked, attempt.to), mark.seen, scenario);
  const seen = Math.max(mark.seen, ...records.map(({ laneSequence }) => laneSequence ?? 0));
  const decided = records.filter(({ parks }) => !parks);
  const parks = records.filter((record) => record.parks).map(({ id }) => id);
  return publishing(state, { ...mark, next: attempt.to, seen }, decided, scenario, { parks });
}

/** "Skip … records of another lane whose `lanesequence` ≤ what `seen` holds for that lane (re-sent by their producer)". */
function unseen(records: readonly Input[], seen: number, { flaws }: Scenario): readonly Input[] {
  if (flaws.noSequenceCheck) return records;
  let last = seen;
  return records.filter(({ laneSequence }) => {
    if (laneSequence === null) return true;
    const isNew = laneSequence > last;
    last = Math.max(last, laneSequence);
    return isNew;
  });
}

function publishing(
  state: State,
  mark: Mark,
  decided: readonly Input[],
  { flaws }: Scenario,
  more: { readonly parks?: readonly string[]; readonly unparks?: readonly string[] },
): Transaction {
  const outputs = decided.flatMap((input) => input.outputs);
  const pending = outputs.map((output, index) => ({
    ...output,
    sequence: mark.sequence + index + 1,
    partition: flaws.partitionChosenAtSend ? null : partitionOf(output, state),
  }));
  return {
    mark: { ...mark, sequence: mark.sequence + outputs.length },
    effects: decided.map(({ id }) => id),
    parks: more.parks ?? [],
    unparks: more.unparks ?? [],
    pending,
  };
}

/** Which partition a key belongs to by now: `moves` to the newest one, `stays` in the first. */
export const partitionOf = ({ key }: Pick<Output, 'key'>, { partitions }: State): number =>
  key === 'moves' ? partitions.length - 1 : 0;

/** The database after the transaction. */
export const written = (
  database: Database,
  { mark, effects, parks, unparks, pending }: Transaction,
): Database => ({
  ...mark,
  epoch: database.epoch,
  pending,
  parked: [...database.parked, ...parks].filter((id) => !unparks.includes(id)),
  effects: [...database.effects, ...effects],
});
