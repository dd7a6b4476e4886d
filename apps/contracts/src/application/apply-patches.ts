import type { Instant } from '@reservoir/kernel';
import type { Assignment } from '../domain/assignment.js';
import { batchesOf } from '../domain/batch.js';
import type { Contract } from '../domain/contract.js';
import type { ContractEvent } from '../domain/contracts.events.js';
import { groupedBatches } from '../domain/grouping/grouped-batches.js';
import { type Patch, type PatchInput, patched } from '../domain/patch.js';

/** The contracts of a family after the patches of a plan that is whole, and what to tell of each. */
export function appliedTo(
  assignment: Assignment,
  family: readonly Contract[],
  now: Instant,
): { readonly contracts: readonly Contract[]; readonly events: readonly ContractEvent[] } {
  const contracts = new Map(family.map((contract) => [contract.id, contract]));
  const events = assignment.patches.map((patch): ContractEvent => {
    const contract = contracts.get(patch.contractId);
    if (!contract) throw new Error(`${patch.event}: there is no contract ${patch.contractId}`);
    const after = patched(contract, patch, inputOf(assignment, patch, family, now));
    contracts.set(after.id, after);
    return {
      type: after.state === 'scheduled' && patch.state === 'active' ? 'ContractScheduled' : patch.event,
      contract: after,
    };
  });
  return { contracts: [...contracts.values()], events };
}

/** What was drawn for the contract, and what it takes over of others as they were before the plan. */
function inputOf(
  assignment: Assignment,
  { contractId, adopts = [] }: Patch,
  family: readonly Contract[],
  now: Instant,
): PatchInput {
  const line = assignment.lines.find((one) => one.contractId === contractId);
  const { day: date, distributorId } = assignment;
  const sources = family.filter(({ id }) => adopts.includes(id));
  return {
    drawn: line
      ? { period: line.period, batches: batchesOf(line.picks, { ...line, date, distributorId }) }
      : null,
    adopted: groupedBatches(sources.map(({ periods: [present] }) => present.batches)),
    now,
  };
}
