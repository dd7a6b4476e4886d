/** The roles of CO-7, and the operator of CO-10. */
export type Role =
  'total-control' | 'license-and-security-admin' | 'security-admin' | 'monitoring' | 'operator';

/** Who asks. */
export interface Actor {
  readonly userId: string;
  /** Null for the operator, who is no company (CO-10). */
  readonly companyId: string | null;
  readonly role: Role;
}

/** True for who runs the platform (CO-10); a company's user never is, whatever role it claims. */
export const isOperator = ({ role, companyId }: Actor): boolean => role === 'operator' && companyId === null;
