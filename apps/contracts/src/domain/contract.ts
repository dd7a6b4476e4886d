import {
  type AnchorDay,
  type Instant,
  type Term,
  type UtcDay,
  anchorOf,
  endOfTerm,
  startOfDay,
} from '@reservoir/kernel';
import type { Batch } from './batch.js';

export type Mode = 'commercial' | 'trial';
export type ContractKind = 'product' | 'module';

/** What a period froze when it was made (CT-1, CA-7). */
export interface FrozenVersions {
  readonly catalogVersion: number;
  /** Null when the distributor had no price list. */
  readonly priceVersion: number | null;
  /** The partner's tier by then; left out of periods that were made before it was kept. */
  readonly tier?: string | null;
}

/** One run of a contract; valid in `[start, end)` at 00:00 UTC (CT-2). */
export interface Period extends FrozenVersions {
  readonly sku: string;
  readonly term: Term;
  readonly quantity: number;
  readonly start: UtcDay;
  readonly end: UtcDay;
  readonly anchorDay: AnchorDay;
  /** Allocations to lots; empty until the licences are assigned (invariant 4). */
  readonly batches: readonly Batch[];
}

export type ContractState =
  'draft' | 'reserved' | 'scheduled' | 'active' | 'expired' | 'cancelled' | 'superseded';

/** What the future of a contract is; a scheduled cancel has no second period (CT-6, CT-16). */
export type Next = 'renewal' | 'quantity' | 'product' | 'cancel';

/** A period whose licences are still to be drawn. */
export type PendingPeriod = Omit<Period, 'batches'>;

/** Licence-days that removals of one day have banked (PO-7). */
export interface Bank {
  readonly day: UtcDay;
  readonly entries: readonly BankEntry[];
}

export interface BankEntry {
  readonly term: Term;
  readonly termDays: number;
  readonly days: number;
}

/** Why a contract was cancelled. */
export interface Reason {
  readonly code: string;
  readonly rule: string;
  readonly detail: string;
}

/** Licences of one duration of one product or module, assigned to one client (CT-1). */
export interface Contract {
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly partnerId: string;
  readonly distributorId: string;
  readonly serviceId: string;
  readonly familyId: string;
  readonly product: string;
  readonly kind: ContractKind;
  readonly mode: Mode;
  readonly state: ContractState;
  /** The present one, and at most one future one (CT-6). */
  readonly periods: readonly [Period, ...Period[]];
  readonly next: Next | null;
  readonly assignmentId: string;
  readonly activatedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly reason: Reason | null;
  /** Of today's removals; null before the first one (PO-7). */
  readonly bank: Bank | null;
  /** Licence-days that rounding added, to be paid by removals (CT-11). */
  readonly debt: number;
  /** The contract that took its licences over. */
  readonly supersededBy: string | null;
  /** The last notice of its end that was given (CT-17). */
  readonly noticed: { readonly end: UtcDay; readonly daysBefore: number } | null;
}

/** What a contract has before anything happened to it. */
export const unblemished = {
  next: null,
  activatedAt: null,
  endedAt: null,
  reason: null,
  bank: null,
  debt: 0,
  supersededBy: null,
  noticed: null,
} as const;

/** A period that starts on the day, for the whole natural term (CT-2, CT-3). */
export function newPeriod(
  licences: { readonly sku: string; readonly term: Term; readonly quantity: number },
  start: UtcDay,
  versions: FrozenVersions,
): Period {
  const { sku, term, quantity } = licences;
  const end = endOfTerm(start, term);
  return { sku, term, quantity, start, end, anchorDay: anchorOf(start), batches: [], ...versions };
}

/** The instant from which the period no longer counts (CT-2). */
export const periodEnd = (period: { readonly end: UtcDay }): Instant => startOfDay(period.end);

/** draft → reserved: every licence of the assignment is held (CT-4). */
export function reserved(contract: Contract): Contract {
  mustBe(contract, 'draft');
  return { ...contract, version: contract.version + 1, state: 'reserved' };
}

/** Scheduled or active (§4). */
export const isLive = ({ state }: Pick<Contract, 'state'>): boolean =>
  state === 'scheduled' || state === 'active';

/** Being assigned or live: what a claim lists (invariant 5). */
export const isHeld = (contract: Pick<Contract, 'state'>): boolean =>
  isLive(contract) || contract.state === 'draft' || contract.state === 'reserved';

/** The period that ends last. */
export const lastPeriod = ({ periods }: Pick<Contract, 'periods'>): Period => periods.at(-1) ?? periods[0];

/** draft or reserved → cancelled: it was never active (CT-4). */
export function cancelled(contract: Contract, reason: Reason, now: Instant): Contract {
  mustBe(contract, 'draft', 'reserved');
  const { code, rule, detail } = reason;
  return {
    ...contract,
    version: contract.version + 1,
    state: 'cancelled',
    endedAt: now,
    reason: { code, rule, detail },
  };
}

/** A terminal contract never comes back (§4): a saga that tries is a bug. */
function mustBe(contract: Contract, ...states: readonly ContractState[]): void {
  if (!states.includes(contract.state))
    throw new Error(`contract ${contract.id} is ${contract.state}, not ${states.join(' or ')}`);
}
