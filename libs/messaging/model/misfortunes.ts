import { type Process, type State, type Step, withoutOwner } from './state.js';

/** A process is killed: what it knew is gone, what it sent stays on its way. */
export function killSteps(state: State, { name, role }: Process): readonly Step[] {
  if (role === 'away' || state.left.kills === 0) return [];
  const left = { ...state.left, kills: state.left.kills - 1 };
  return [{ name: `${name} is killed`, next: withoutOwner({ ...state, left }, name), avoidable: true }];
}

/** An administrator adds a partition to the output topic: keys move, records stay ("expect the partition count … to only grow"). */
export function growthSteps(state: State): readonly Step[] {
  if (state.left.growths === 0) return [];
  const left = { ...state.left, growths: state.left.growths - 1 };
  const partitions = [...state.partitions, { seen: 0, applied: [] }];
  return [
    {
      name: `the topic grows to ${partitions.length} partitions`,
      next: { ...state, partitions, left },
      avoidable: true,
    },
  ];
}
