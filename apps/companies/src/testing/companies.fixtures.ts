import { instant } from '@reservoir/kernel';
import type { Actor, Role } from '../domain/actor.js';
import type { Company } from '../domain/company.js';
import type { CreateCompany } from '../domain/company-policies.js';
import { newBranch, placeBelow } from '../domain/place.js';

/** The operator of the platform. */
export const operator: Actor = { userId: 'user-operator', companyId: null, role: 'operator' };

/** A user of a company; in total control unless told otherwise. */
export const userOf = (company: Company | string, role: Role = 'total-control'): Actor => {
  const companyId = typeof company === 'string' ? company : company.id;
  return { userId: `user-of-${companyId}`, companyId, role };
};

/** When companies of tests come into being. */
export const noon = instant('2026-11-21T12:00:00Z');

/** A distributor, without anything below it. */
export const aDistributor = (id = 'distributor-one'): Company => ({
  id,
  type: 'distributor',
  name: id,
  parentId: null,
  tier: null,
  pointsProgramme: false,
  vendorAccount: null,
  assistedByPartner: false,
  ancestors: [],
  distributorId: id,
  distributors: [],
  marks: [],
  inheritedMarks: [],
  suspension: null,
  version: 1,
  branch: newBranch(undefined, noon),
});

/** A company below another. */
export const below = (parent: Company, type: 'partner' | 'customer', id: string): Company => ({
  ...aDistributor(id),
  ...placeBelow(parent),
  type,
  parentId: parent.id,
  distributors: type === 'partner' ? [{ distributorId: parent.distributorId, since: noon }] : [],
  branch: newBranch(parent, noon),
});

/** A wish for a company; a partner of `distributor-one`, made by the operator, unless told otherwise. */
export const aRequest = (differing: Partial<CreateCompany> = {}): CreateCompany => ({
  id: 'partner-gold',
  type: 'partner',
  name: 'Partner Gold',
  parentId: 'distributor-one',
  tier: null,
  pointsProgramme: false,
  vendorAccount: null,
  actor: operator,
  ...differing,
});
