/** The roles of CO-7, and the operator of CO-10. */
export type Role =
  'total-control' | 'license-and-security-admin' | 'security-admin' | 'monitoring' | 'operator';

/** Who speaks, as the token says and the companies read model knows it. */
export interface Caller {
  readonly userId: string;
  readonly role: Role;
  /** Null for the operator, who is no company (CO-10). */
  readonly company: CallerCompany | null;
}

/** What is asked about the caller's own company. */
export interface CallerCompany {
  readonly id: string;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly distributorId: string;
  readonly tier: string | null;
}

/** A company's place in the tree. */
export interface Place {
  readonly id: string;
  /** Ids of the companies above, the top first. */
  readonly ancestors: readonly string[];
}

/** Whether a company stands in the subtree of the caller's own (CO-8); the operator sees every company (CO-10). */
export function sees(caller: Caller, company: Place): boolean {
  if (caller.company === null) return caller.role === 'operator';
  return company.id === caller.company.id || company.ancestors.includes(caller.company.id);
}

/** The roles that may change licensing (CO-7): `security-admin` and `monitoring` may not. */
export const licensingRoles: readonly Role[] = ['total-control', 'license-and-security-admin', 'operator'];

/** Whether the role is that of the platform's operator (CO-10). */
export const isOperator = (caller: Caller): boolean => caller.role === 'operator';
