import type { Instant } from '@reservoir/kernel';
import type { InheritedMark, Mark, Suspension } from './marks.js';

/** The three kinds of CO-1, from the top down. */
export type CompanyType = 'distributor' | 'partner' | 'customer';

/** Where a partner's account with the vendor comes from (PT-9). */
export type VendorAccount = 'watchguard' | 'panda-migrated' | 'panda';

/** Whose partner somebody is, from an instant on (CO-4). */
export interface DistributorSince {
  readonly distributorId: string;
  readonly since: Instant;
}

/** A company, its place in the tree (CO-1), and what it inherits from above (CO-6). */
export interface Company {
  readonly id: string;
  readonly type: CompanyType;
  readonly name: string;
  /** Null for a distributor only. Always exact, unlike what is handed down. */
  readonly parentId: string | null;
  /** A partner's price level; null for everybody else, and for a partner without one. */
  readonly tier: string | null;
  /** Signed up to the MSSP points programme (PT-9); partners only. */
  readonly pointsProgramme: boolean;
  /** Partners only (PT-9). */
  readonly vendorAccount: VendorAccount | null;
  /** Switched by the customer itself, and by nobody else (CO-2). */
  readonly assistedByPartner: boolean;
  /** Handed down: ids of the companies above, the top first; empty for a distributor. */
  readonly ancestors: readonly string[];
  /** Handed down: the distributor at the top; its own id for a distributor. */
  readonly distributorId: string;
  /** Partners only, the oldest first (CO-4). */
  readonly distributors: readonly DistributorSince[];
  /** Its own marks: one of each company above it, and one of the operator, at most (CO-6). */
  readonly marks: readonly Mark[];
  /** Handed down: the recursive marks on the companies above (CO-6). */
  readonly inheritedMarks: readonly InheritedMark[];
  /** The present suspension, or the last one (CO-6). */
  readonly suspension: Suspension | null;
  /** Grows with every change that is told. */
  readonly version: number;
  readonly branch: Branch;
}

/** What a company keeps of those below it, for itself: it is told to nobody, and changes without a version. */
export interface Branch {
  /** Grows with every change of what is handed down; who is below remembers which one it has. */
  readonly placeVersion: number;
  /** Since when that is so. */
  readonly placedAt: Instant;
  /** Of what the parent handed down; null for a distributor. */
  readonly parentPlaceVersion: number | null;
  /** Somebody directly below may still have an older place. */
  readonly unsettled: boolean;
  /** How many companies are directly below. */
  readonly children: number;
  /** How many of them are partners … */
  readonly partners: number;
  /** … and how many partners those have (CO-1: a chain ends there). */
  readonly partnersBelow: number;
  /** The pending transfer request; null when there is none (CO-3). */
  readonly transferId: string | null;
}

/** A company and all above it, itself first: read by `parentId`, so that it is exact while a move is handed down. */
export type Line = readonly Company[];

/** How many partners may stand in one chain from the distributor down (CO-1). */
export const longestPartnerChain = 3;

/** True when `companyId` is the company itself, or one above it (CO-8). */
export const isWithinSubtreeOf = (company: Company, companyId: string): boolean =>
  company.id === companyId || company.ancestors.includes(companyId);

/** The same, exact also while a move is handed down. */
export const isInLine = (line: Line, companyId: string | null): boolean =>
  line.some(({ id }) => id === companyId);

/** How many partners stand in a line. */
export const partnersIn = (line: Line): number => line.filter(({ type }) => type === 'partner').length;

/** How many partners stand in the longest chain from this company down, itself counted. */
export function chainBelow({ type, branch }: Company): number {
  if (type !== 'partner') return 0;
  if (branch.partnersBelow > 0) return 3;
  return branch.partners > 0 ? 2 : 1;
}
