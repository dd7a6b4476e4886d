import { type AnchorDay, type Instant, type UtcDay, later, startOfDay } from '@reservoir/kernel';
import { type Batch, licencesIn } from './batch.js';
import {
  type Bank,
  type Contract,
  type Next,
  type PendingPeriod,
  type Period,
  type Reason,
  isHeld,
  isLive,
  lastPeriod,
} from './contract.js';
import { noticedBy } from './due.js';
import type { ContractEventType } from './contracts.events.js';
import { serviceIdOf } from './service.js';

/** Licences that leave a batch, named by its place in the period. */
export interface Taken {
  readonly batch: number;
  readonly quantity: number;
}

/** What happens to a period; what is left out stays. */
export interface PeriodPatch {
  readonly quantity?: number;
  readonly end?: UtcDay;
  readonly anchorDay?: AnchorDay;
  readonly taken?: readonly Taken[];
}

/** What happens to the future of a contract. */
export type FuturePatch =
  | { readonly do: 'add'; readonly period: PendingPeriod; readonly as: Exclude<Next, 'cancel'> }
  | { readonly do: 'change'; readonly patch: PeriodPatch }
  | { readonly do: 'delete' }
  /** The contract ends at the end of its present period, and is not renewed (CT-16). */
  | { readonly do: 'cancel' };

/** What a plan does to one contract; what is left out stays. Small, however many batches there are. */
export interface Patch {
  readonly contractId: string;
  /** The event that tells it. */
  readonly event: ContractEventType;
  /** `active`: from now on, or scheduled while its start is still to come. */
  readonly state?: 'active' | 'cancelled' | 'superseded';
  readonly reason?: Reason;
  readonly supersededBy?: string;
  /** The product that a module goes on with (CT-12). */
  readonly product?: string;
  readonly present?: PeriodPatch;
  readonly future?: FuturePatch;
  /** Contracts whose present batches it takes over, as grouped ones (CT-11). */
  readonly adopts?: readonly string[];
  readonly bank?: Bank | null;
  readonly debt?: number;
}

/** What a patch needs beside the contract. */
export interface PatchInput {
  /** What was drawn for the contract, and for which period. */
  readonly drawn: { readonly period: 'present' | 'future'; readonly batches: readonly Batch[] } | null;
  /** Batches of the contracts that it takes over, in draw order. */
  readonly adopted: readonly Batch[];
  readonly now: Instant;
}

/**
 * The contract after the patch.
 * @throws Error for a contract that has ended, or when a period does not hold as many licences as its batches (invariant 4)
 */
export function patched(contract: Contract, patch: Patch, input: PatchInput): Contract {
  if (!isHeld(contract)) throw new Error(`contract ${contract.id} is ${contract.state}: it never comes back`);
  const { now } = input;
  const [before] = contract.periods;
  const drawn = drawnFor(input, 'present');
  const more = patch.adopts
    ? [...input.adopted, ...drawn].map((batch) => ({ ...batch, grouped: true })) // PO-8
    : drawn;
  const present = withBatches(changed(before, patch.present ?? {}), more);
  const { future, next } = futureOf(contract, patch.future, drawnFor(input, 'future'));
  const after: Contract = {
    ...contract,
    version: contract.version + 1,
    periods: future ? [present, future] : [present],
    next,
    bank: patch.bank === undefined ? contract.bank : patch.bank,
    debt: patch.debt ?? contract.debt,
    supersededBy: patch.supersededBy ?? contract.supersededBy,
    ...productOf(contract, patch),
    ...stateOf(contract, patch, present, now),
  };
  mustBalance(after);
  const isNewEnd = patch.state === 'active' || lastPeriod(after).end !== lastPeriod(contract).end;
  return isNewEnd && isLive(after) ? { ...after, noticed: noticedBy(after, now) } : after; // CT-17
}

/** The service goes with the product (CT-12). */
const productOf = ({ customerId }: Contract, { product }: Patch): Partial<Contract> =>
  product === undefined ? {} : { product, serviceId: serviceIdOf(customerId, product) };

function stateOf(contract: Contract, patch: Patch, { start }: Period, now: Instant): Partial<Contract> {
  const { state } = patch;
  if (state === undefined) return {};
  switch (state) {
    case 'active':
      return startOfDay(start) > now
        ? { state: 'scheduled' }
        : { state: 'active', activatedAt: contract.activatedAt ?? later(now, startOfDay(start)) };
    case 'cancelled':
    case 'superseded':
      return { state, endedAt: now, reason: patch.reason ?? null };
  }
}

function futureOf(
  contract: Contract,
  patch: FuturePatch | undefined,
  drawn: readonly Batch[],
): { readonly future: Period | undefined; readonly next: Next | null } {
  const [, future] = contract.periods;
  switch (patch?.do) {
    case undefined:
      return { future, next: contract.next };
    case 'add':
      return { future: { ...patch.period, batches: drawn }, next: patch.as };
    case 'change':
      if (!future) throw new Error(`contract ${contract.id} has no future period`);
      return { future: changed(future, patch.patch), next: contract.next };
    case 'delete':
      return { future: undefined, next: null };
    case 'cancel':
      return { future: undefined, next: 'cancel' };
  }
}

const drawnFor = ({ drawn }: PatchInput, period: 'present' | 'future'): readonly Batch[] =>
  drawn?.period === period ? drawn.batches : [];

const withBatches = (period: Period, more: readonly Batch[]): Period =>
  more.length === 0 ? period : { ...period, batches: [...period.batches, ...more] };

function changed(period: Period, { quantity, end, anchorDay, taken = [] }: PeriodPatch): Period {
  const gone = new Map(taken.map((one) => [one.batch, one.quantity]));
  const batches = period.batches
    .map((batch, index) => ({ ...batch, quantity: batch.quantity - (gone.get(index) ?? 0) }))
    .filter((batch) => batch.quantity > 0);
  return {
    ...period,
    quantity: quantity ?? period.quantity,
    end: end ?? period.end,
    anchorDay: anchorDay ?? period.anchorDay,
    batches,
  };
}

/** Invariant 4. */
function mustBalance(contract: Contract): void {
  if (contract.mode !== 'commercial' || !isLive(contract)) return;
  for (const { quantity, batches } of contract.periods)
    if (licencesIn(batches) !== quantity)
      throw new Error(`contract ${contract.id}: ${licencesIn(batches)} licences drawn for ${quantity}`);
}
