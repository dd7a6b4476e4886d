/** The three kinds of CO-1, from the top down. */
export type CompanyType = 'distributor' | 'partner' | 'customer';

/** A company and its place in the tree (CO-1). */
export interface Company {
  readonly id: string;
  readonly type: CompanyType;
  readonly name: string;
  /** Null for a distributor only. */
  readonly parentId: string | null;
  /** A partner's price level; null for everybody else, and for a partner without one. */
  readonly tier: string | null;
  /** Signed up to the MSSP points programme (PT-9); partners only. */
  readonly pointsProgramme: boolean;
  /** Ids of the companies above, the top first; empty for a distributor. */
  readonly ancestors: readonly string[];
  /** The distributor at the top; its own id for a distributor. */
  readonly distributorId: string;
  readonly version: number;
}

/** A company was created. */
export interface CompanyCreated {
  readonly type: 'company-created';
  readonly company: Company;
}

/** How many partners may stand in one chain from the distributor down (CO-1). */
export const longestPartnerChain = 3;

/** True when `companyId` is the company itself, or one above it (CO-8). */
export const isWithinSubtreeOf = (company: Company, companyId: string): boolean =>
  company.id === companyId || company.ancestors.includes(companyId);

/** How many partners stand from the distributor down to this company, itself counted. */
export const partnersInChain = ({ type, ancestors }: Company): number =>
  type === 'partner' ? ancestors.length : Math.max(0, ancestors.length - 1);
