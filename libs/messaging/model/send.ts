import { partitionOf } from './decide.js';
import {
  type Partition,
  type Pending,
  type Process,
  type Request,
  type Sent,
  type State,
  type Step,
  unheard,
  withProcess,
} from './state.js';
import type { Flaws, Scenario } from './scenario.js';

/**
 * "After the commit the pending records are sent in order": a request per partition at a time, the next ones when all are
 * answered. A send that is not answered in time is repeated, and then both may arrive, in any order.
 */
export function sendSteps(state: State, process: Process, scenario: Scenario): readonly Step[] {
  const { name, unsent, awaiting } = process;
  if (unsent.length === 0) return [];
  if (awaiting.length === 0) return [send(state, process, scenario)];
  if (state.left.repeats === 0) return [];
  const impatient = {
    ...withProcess(state, { ...process, awaiting: [] }),
    network: unheard(state.network, name),
    left: { ...state.left, repeats: state.left.repeats - 1 },
  };
  return [
    {
      name: `${name} hears no answer from ${awaiting.join(' and ')}, and will send again`,
      next: impatient,
      avoidable: true,
    },
  ];
}

function send(state: State, process: Process, { slice }: Scenario): Step {
  const byPartition = new Map<number, Sent[]>();
  for (const record of process.unsent.slice(0, slice)) {
    const partition = record.partition ?? partitionOf(record, state);
    byPartition.set(partition, [
      ...(byPartition.get(partition) ?? []),
      { id: record.id, sequence: record.sequence },
    ]);
  }
  const requests = [...byPartition].map(([partition, records]) => ({
    partition,
    records,
    sender: process.name,
  }));
  return {
    name: `${process.name} sends ${requests.map(shown).join(' and ')}`,
    next: withProcess(
      { ...state, network: [...state.network, ...requests] },
      { ...process, awaiting: [...byPartition.keys()].sort() },
    ),
  };
}

/**
 * Requests on their way land at any time and in any order. One that nobody waits for need never land, which is how it is lost:
 * a run may end with it still on its way.
 */
export const networkSteps = (state: State, scenario: Scenario): readonly Step[] =>
  state.network.flatMap((request, index) => {
    const rest = { ...state, network: state.network.filter((_, other) => other !== index) };
    const avoidable = request.sender === null;
    return [{ name: `${shown(request)} lands`, next: land(rest, request, scenario), avoidable }];
  });

function land(state: State, { partition, records, sender }: Request, { flaws, slice }: Scenario): State {
  const partitions = state.partitions.map((one, number) =>
    number === partition ? records.reduce((reader, record) => read(reader, record, flaws), one) : one,
  );
  const process = state.processes.find(({ name }) => name === sender);
  if (!process) return { ...state, partitions };
  const awaiting = process.awaiting.filter((number) => number !== partition);
  const unsent: readonly Pending[] = awaiting.length === 0 ? process.unsent.slice(slice) : process.unsent;
  return withProcess({ ...state, partitions }, { ...process, awaiting, unsent });
}

/** "A repeat is ≤ `seen`": the reader of the partition applies what is new, and remembers the number. */
const read = ({ seen, applied }: Partition, record: Sent, flaws: Flaws): Partition =>
  record.sequence > seen || flaws.noSequenceCheck
    ? { seen: Math.max(seen, record.sequence), applied: [...applied, record] }
    : { seen, applied };

const shown = ({ partition, records, sender }: Request): string =>
  `${records.map(({ id, sequence }) => `${id}#${sequence}`).join(' ')} to partition ${partition}${sender === null ? ' (late)' : ''}`;
