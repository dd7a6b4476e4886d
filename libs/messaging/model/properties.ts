import type { Scenario } from './scenario.js';
import type { State } from './state.js';

const repeated = (ids: readonly string[]): readonly string[] =>
  ids.filter((id, index) => ids.indexOf(id) < index);

/** What holds at every moment: nothing takes effect twice, and each partition is applied in the order of the lane. */
export function safety({ database, partitions }: State): string | undefined {
  const applied = partitions.flatMap((partition) => partition.applied.map(({ id }) => id));
  const [twice] = [...repeated(database.effects), ...repeated(applied)];
  if (twice !== undefined) return `${twice} took effect twice`;
  const disorder = partitions.findIndex(({ applied: records }) =>
    records.some(({ sequence }, index) => sequence <= (records[index - 1]?.sequence ?? 0)),
  );
  return disorder < 0 ? undefined : `partition ${disorder} was applied out of order`;
}

/** What holds where nothing is left to do: every input took effect, and every output of it was applied. */
export function completeness({ database, partitions }: State, { inputs }: Scenario): string | undefined {
  const applied = new Set(partitions.flatMap((partition) => partition.applied.map(({ id }) => id)));
  const effects = new Set(database.effects);
  const missing = [
    ...inputs.map(({ id }) => id).filter((id) => !effects.has(id)),
    ...inputs.flatMap(({ outputs }) => outputs.map(({ id }) => id)).filter((id) => !applied.has(id)),
  ];
  return missing.length === 0 ? undefined : `${missing[0]} was lost`;
}
