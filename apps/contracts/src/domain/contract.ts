import {
  type AnchorDay,
  type Instant,
  type Term,
  type UtcDay,
  anchorOf,
  endOfTerm,
  startOfDay,
} from '@reservoir/kernel';
import type { Pick } from './license-pool.js';

export type Mode = 'commercial' | 'trial';
export type ContractKind = 'product' | 'module';

/** What a period froze when it was made (CT-1, CA-7). */
export interface FrozenVersions {
  readonly catalogVersion: number;
  /** Null when the distributor had no price list. */
  readonly priceVersion: number | null;
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
  readonly batches: readonly Pick[];
}

export type ContractState =
  'draft' | 'reserved' | 'scheduled' | 'active' | 'expired' | 'cancelled' | 'superseded';

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
  readonly periods: readonly [Period, ...Period[]];
  readonly assignmentId: string;
  readonly activatedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly reason: Reason | null;
}

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

/**
 * draft or reserved → active, from now on and never before (CT-4).
 * @param batches what the pool assigned: as many licences as the period has (invariant 4)
 */
export function activated(contract: Contract, batches: readonly Pick[], now: Instant): Contract {
  mustBe(contract, 'draft', 'reserved');
  const [period] = contract.periods;
  const drawn = batches.reduce((sum, batch) => sum + batch.quantity, 0);
  if (drawn !== period.quantity)
    throw new Error(`contract ${contract.id}: ${drawn} licences drawn for ${period.quantity}`);
  return {
    ...contract,
    version: contract.version + 1,
    state: 'active',
    periods: [{ ...period, batches }],
    activatedAt: now,
  };
}

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
