import type { Actor, Role } from '../domain/actor.js';
import type { Company } from '../domain/company.js';
import type { CreateCompany } from '../domain/company-policies.js';

/** The operator of the platform. */
export const operator: Actor = { userId: 'user-operator', companyId: null, role: 'operator' };

/** A user of a company; in total control unless told otherwise. */
export const userOf = (company: Company | string, role: Role = 'total-control'): Actor => {
  const companyId = typeof company === 'string' ? company : company.id;
  return { userId: `user-of-${companyId}`, companyId, role };
};

/** A distributor, without anything below it. */
export const aDistributor = (id = 'distributor-one'): Company => ({
  id,
  type: 'distributor',
  name: id,
  parentId: null,
  tier: null,
  pointsProgramme: false,
  ancestors: [],
  distributorId: id,
  version: 1,
});

/** A company below another. */
export const below = (parent: Company, type: 'partner' | 'customer', id: string): Company => ({
  ...aDistributor(id),
  type,
  parentId: parent.id,
  ancestors: [...parent.ancestors, parent.id],
  distributorId: parent.distributorId,
});

/** A wish for a company; a partner of `distributor-one`, made by the operator, unless told otherwise. */
export const aRequest = (differing: Partial<CreateCompany> = {}): CreateCompany => ({
  id: 'partner-gold',
  type: 'partner',
  name: 'Partner Gold',
  parentId: 'distributor-one',
  tier: null,
  pointsProgramme: false,
  actor: operator,
  ...differing,
});
