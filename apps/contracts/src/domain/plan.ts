import type { Term, UtcDay } from '@reservoir/kernel';
import type { Contract } from './contract.js';
import type { Pick, PoolKey } from './license-pool.js';
import type { Patch } from './patch.js';
import type { ServiceSettings } from './service.js';
import type { Situation } from './situation.js';
import type { Suspension } from './suspension.js';

/** Licences to draw for one contract; the batches go into the period that is named. */
export interface Draw {
  readonly contractId: string;
  readonly period: 'present' | 'future';
  readonly sku: string;
  readonly term: Term;
  readonly quantity: number;
  /** Days of the natural term of the period (PO-6). */
  readonly termDays: number;
  /** The end of the period: licences assigned at or after it would be spent for nothing (CT-4). */
  readonly end: UtcDay;
  /** How many lots it may touch; as many as any draw may when left out (PO-4). */
  readonly lotsMost?: number;
}

/** How many licences of one term came back, and why so many: what a preview itemises (CT-18). */
export interface FormulaLine {
  readonly contractId: string;
  readonly period: 'present' | 'future';
  readonly sku: string;
  readonly term: Term;
  readonly termDays: number;
  readonly licences: number;
  readonly daysLeft: number;
  /** `future`: of a period that has not begun, in full (CT-9). */
  readonly mode: 'full' | 'prorated' | 'none' | 'future';
  /** Licence-days that paid the rounding debt first (CT-11). */
  readonly debtPaid: number;
  /** Licence-days in the bank of the day, before and after (PO-7). */
  readonly bankBefore: number;
  readonly bankAfter: number;
  readonly back: number;
  readonly retired: number;
  /** The arithmetic, for people: `⌊(0 + 100 × 200 − 0) ÷ 365⌋ = 54`. */
  readonly formula: string;
}

/** What goes back to one pool, and what is retired in it. */
export interface Recovery {
  readonly id: string;
  readonly contractId: string;
  readonly pool: PoolKey;
  readonly back: readonly Pick[];
  readonly retired: readonly Pick[];
}

/** A service that is opened, set or suspended; what is left out stays. */
export interface ServiceChange {
  readonly product: string;
  readonly settings?: Partial<ServiceSettings>;
  readonly suspension?: Suspension;
}

/** Something that whoever watches must be told, beside what happens to contracts. */
export interface Notice {
  readonly code: string;
  readonly rule: string;
  readonly detail: string;
  readonly contractId: string | null;
}

/** All that a decision comes to, itemised: carried out whole, or not at all (CT-4, CT-18). */
export interface Plan {
  /** Of the operation, or made up for a job; the id of the saga. */
  readonly operationId: string;
  /** Whether somebody waits for the outcome of the operation. */
  readonly isAwaited: boolean;
  readonly customerId: string;
  readonly partnerId: string;
  readonly distributorId: string;
  readonly familyId: string;
  /** The operation's UTC day, fixed when it is decided (CT-19). */
  readonly day: UtcDay;
  /** The contract that answers the operation. */
  readonly resourceId: string;
  /** New contracts: claimed at once, cancelled when the plan fails. */
  readonly drafts: readonly Contract[];
  readonly draws: readonly Draw[];
  readonly patches: readonly Patch[];
  readonly recoveries: readonly Recovery[];
  readonly lines: readonly FormulaLine[];
  readonly services: readonly ServiceChange[];
  /** Takes the one `full` recovery of the family in 90 days (PO-8). */
  readonly usesFull: boolean;
  readonly notices: readonly Notice[];
}

/** What a decision itself has to say of a plan. */
export type PlanParts = Pick_<Plan, 'resourceId'> &
  Partial<
    Omit<
      Plan,
      | 'resourceId'
      | 'operationId'
      | 'isAwaited'
      | 'customerId'
      | 'partnerId'
      | 'distributorId'
      | 'familyId'
      | 'day'
    >
  >;

type Pick_<T, Key extends keyof T> = { readonly [K in Key]: T[K] };

/** A plan of its parts; whatever is left out does not happen. */
export const planOf = (situation: Situation, parts: PlanParts): Plan => ({
  operationId: situation.operationId,
  isAwaited: situation.isAwaited,
  customerId: situation.customer.id,
  partnerId: situation.partner.id,
  distributorId: situation.partner.distributorId,
  familyId: situation.familyId,
  day: situation.today,
  drafts: [],
  draws: [],
  patches: [],
  recoveries: [],
  lines: [],
  services: [],
  usesFull: false,
  notices: [],
  ...parts,
});

/** Nothing to do: the operation is answered with the contract as it is. */
export const nothingToDo = ({ patches, draws, drafts, services, notices }: Plan): boolean =>
  [patches, draws, drafts, services, notices].every(({ length }) => length === 0);
