import { type Term, type UtcDay, anchorOf, idFor, plusDays, yearsOf } from '@reservoir/kernel';
import { type Contract, unblemished } from '../contract.js';
import type { Patch } from '../patch.js';
import { daysLeftOf } from '../recovery/removal.js';
import { type Situation, catalogVersionOf, frozenBy } from '../situation.js';
import { type Share, groupedDays } from './grouped-days.js';

/** The share of a contract in a grouping: its present licences with the days that they have left. */
export const shareOf = (contract: Contract, today: UtcDay): Share => {
  const [present] = contract.periods;
  return { licences: present.quantity, daysLeft: daysLeftOf(present, today), debt: contract.debt };
};

/** Licences that join a group when it is made: of its SKU, for a term of its class (CT-10). */
export interface Joining extends Share {
  readonly term: Term;
}

/** A new contract that takes others over, and what becomes of it and of them once it is drawn. */
export interface Group {
  /** Without batches: it takes over those of the others. */
  readonly draft: Contract;
  /** The draft's own comes first. */
  readonly patches: readonly [Patch, ...Patch[]];
}

/** The contract that groups others, of one SKU and class, with new licences that join them (CT-11). */
export function groupOf(
  situation: Situation,
  contracts: readonly Contract[],
  joining: readonly Joining[] = [],
): Group {
  const [first] = contracts;
  if (!first) throw new Error('a group without contracts');
  const { operationId, today } = situation;
  const shares = [...contracts.map((contract) => shareOf(contract, today)), ...joining];
  const grouped = groupedDays(shares);
  const end = plusDays(today, grouped.days);
  const [{ sku }] = first.periods;
  const terms = [...contracts.map(({ periods: [{ term }] }) => term), ...joining.map(({ term }) => term)];
  const draft: Contract = {
    ...first,
    id: idFor('contract', operationId, sku),
    version: 1,
    state: 'draft',
    assignmentId: operationId,
    periods: [
      {
        sku,
        term: longest(terms),
        quantity: grouped.licences,
        start: today,
        end,
        anchorDay: anchorOf(end), // CT-3
        batches: [],
        ...frozenBy(situation, catalogVersionOf(situation, first)),
      },
    ],
    ...unblemished,
    debt: grouped.debt,
  };
  return {
    draft,
    patches: [takingOver(draft, contracts), ...contracts.map((contract) => superseding(contract, draft.id))],
  };
}

const longest = (terms: readonly Term[]): Term =>
  terms.reduce((one, other) => (yearsOf(other) > yearsOf(one) ? other : one));

const takingOver = (draft: Contract, contracts: readonly Contract[]): Patch => ({
  contractId: draft.id,
  event: 'ContractsGrouped',
  state: 'active',
  adopts: contracts.map(({ id }) => id),
});

/** The end of a contract whose licences are another's from now on (CT-11). */
const superseding = ({ id }: Contract, supersededBy: string): Patch => ({
  contractId: id,
  event: 'ContractsGrouped',
  state: 'superseded',
  supersededBy,
});
