import { type UtcDay, anchorOf } from '@reservoir/kernel';
import type { Contract, Period } from '../contract.js';
import type { FuturePatch, Patch } from '../patch.js';
import type { FormulaLine, Notice, Plan, Recovery } from '../plan.js';
import { inFull, recoveriesOf } from '../recoveries-of.js';
import { type Situation, productOf } from '../situation.js';
import { takenInReverse } from './draw-order.js';
import { mayHaveFull } from './full-recoveries.js';
import type { RecoveryTerms } from './recovery-policy.js';
import { removal } from './removal.js';

/** What a plan does to one contract, and what its pools get. */
export interface ContractChange {
  readonly patch: Patch;
  readonly recoveries: readonly Recovery[];
  readonly lines: readonly FormulaLine[];
  readonly usesFull: boolean;
  readonly notices: readonly Notice[];
}

/** What removals of a contract are judged by today: its product's policy, also for modules (PO-8). */
export const recoveryTermsOf = (
  situation: Situation,
  { product }: Pick<Contract, 'product'>,
): RecoveryTerms => ({
  policy: productOf(situation, product).recoveryPolicy,
  fullAllowed: mayHaveFull(situation.client.fullRecoveries, situation.familyId, situation.today), // PO-8
  today: situation.today,
});

/** The parts of a plan that changes of contracts make together. */
export const planParts = (changes: readonly ContractChange[]) =>
  ({
    patches: changes.map(({ patch }) => patch),
    recoveries: changes.flatMap(({ recoveries }) => recoveries),
    lines: changes.flatMap(({ lines }) => lines),
    usesFull: changes.some(({ usesFull }) => usesFull),
    notices: changes.flatMap(({ notices }) => notices),
  }) satisfies Partial<Plan>;

/** A change that was scheduled, which an immediate one deletes; a renewal never is (CT-16). */
export const isScheduledChange = ({ next }: Pick<Contract, 'next'>): boolean =>
  next !== null && next !== 'renewal';

/** Says that a scheduled change is gone (CT-16). */
const deletion = ({ id, next }: Contract): Notice => ({
  code: 'scheduled-change-deleted',
  rule: 'CT-16',
  detail: `the ${next === 'cancel' ? 'cancel' : `change of ${next ?? ''}`} that was scheduled for contract ${id} is deleted`,
  contractId: id,
});

/**
 * Licences leave a contract (CT-10): by the recovery policy from the present period, newest first; and in full from the
 * future one, as far as it has them. A future period without licences is deleted, and so is a change that was scheduled (CT-16).
 * @param licences fewer than the present period has
 * @param end the end that the present period is cut to before, without refund (CT-13)
 */
export function licencesLeave(situation: Situation, contract: Contract, leaving: Leaving): ContractChange {
  const { licences, event, end, anchorDay } = leaving;
  const [present, future] = contract.periods;
  const cut = end === undefined ? present : { ...present, end };
  const gone = removal({ ...contract, periods: [cut] }, licences, recoveryTermsOf(situation, contract));
  const later = future && futureLeaves(situation, contract, future, leaving);
  const patch: Patch = {
    contractId: contract.id,
    event,
    present: {
      quantity: present.quantity - licences,
      taken: gone.taken,
      ...(end === undefined ? {} : { end }),
      ...(anchorDay === undefined ? {} : { anchorDay }),
    },
    bank: gone.bank,
    debt: gone.debt,
    ...(later?.patch ?? deletedCancel(contract)),
  };
  return {
    patch,
    recoveries: [
      ...recoveriesOf(contract, present.sku, situation.operationId, gone),
      ...(later?.recoveries ?? []),
    ],
    lines: [...gone.lines, ...(later?.lines ?? [])],
    usesFull: gone.usedFull,
    notices: isScheduledChange(contract) ? [deletion(contract)] : [],
  };
}

/** How licences leave. */
export interface Leaving {
  readonly licences: number;
  /** As many as leave the present period, unless said otherwise. */
  readonly fromFuture?: number;
  readonly event: Patch['event'];
  readonly end?: UtcDay;
  readonly anchorDay?: number;
  /** The end that the future period is cut to, without refund (CT-13). */
  readonly futureEnd?: UtcDay;
}

const deletedCancel = (contract: Contract): Pick<Patch, 'future'> =>
  isScheduledChange(contract) ? { future: { do: 'delete' } } : {};

interface FutureLeaving {
  readonly patch: { readonly future: FuturePatch };
  readonly recoveries: readonly Recovery[];
  readonly lines: readonly FormulaLine[];
}

/** Licences leave the future period in full, as far as it has them; an empty one is deleted (CT-10), a scheduled one too (CT-16). */
function futureLeaves(
  { operationId }: Situation,
  contract: Contract,
  future: Period,
  { licences: fromPresent, fromFuture: licences = fromPresent, futureEnd }: Leaving,
): FutureLeaving | undefined {
  if (isScheduledChange(contract) || licences >= future.quantity)
    return { patch: { future: { do: 'delete' } }, ...inFull(contract, future, operationId) };
  const cut = futureEnd === undefined ? {} : { end: futureEnd, anchorDay: anchorOf(futureEnd) }; // CT-3
  if (licences === 0 && futureEnd === undefined) return undefined;
  const parts = takenInReverse(future.batches, licences);
  const taken = parts.map(({ index, quantity }) => ({ batch: index, quantity }));
  const batches = parts.map(({ batch, quantity }) => ({ ...batch, quantity }));
  const quantity = future.quantity - licences;
  return {
    patch: { future: { do: 'change', patch: { quantity, taken, ...cut } } },
    ...inFull(contract, { ...future, quantity: licences, batches }, operationId),
  };
}

/** How a contract ends before its time. */
export type Ending = Pick<Patch, 'event' | 'reason' | 'supersededBy'> & {
  readonly state: 'cancelled' | 'superseded';
};

/**
 * All licences leave: the contract is over (CT-9, CT-12). The present period by the recovery policy, a future one in full.
 */
export function contractLeaves(situation: Situation, contract: Contract, ending: Ending): ContractChange {
  const [present, future] = contract.periods;
  const gone = removal(contract, present.quantity, recoveryTermsOf(situation, contract));
  const later = future && inFull(contract, future, situation.operationId);
  return {
    patch: { contractId: contract.id, ...ending, ...futureGone(contract), bank: gone.bank, debt: gone.debt },
    recoveries: [
      ...recoveriesOf(contract, present.sku, situation.operationId, gone),
      ...(later?.recoveries ?? []),
    ],
    lines: [...gone.lines, ...(later?.lines ?? [])],
    usesFull: gone.usedFull,
    notices: isScheduledChange(contract) ? [deletion(contract)] : [],
  };
}

/** A contract that is over has no future; what it had in the present stays on record. */
const futureGone = ({ next }: Pick<Contract, 'next'>): Pick<Patch, 'future'> =>
  next === null ? {} : { future: { do: 'delete' } };

/** All licences of the present period are retired, whatever the policy (CT-12, carry-time). */
export function contractRetires(
  { operationId }: Situation,
  contract: Contract,
  ending: Ending,
): ContractChange {
  const [{ sku, batches }] = contract.periods;
  return {
    patch: { contractId: contract.id, ...ending },
    recoveries: recoveriesOf(contract, sku, operationId, { back: [], retired: batches }),
    lines: [],
    usesFull: false,
    notices: [],
  };
}
