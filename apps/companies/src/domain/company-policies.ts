import type { Policy } from '@reservoir/kernel';
import { type Actor, isOperator } from './actor.js';
import {
  type Company,
  type CompanyType,
  type Line,
  type VendorAccount,
  isInLine,
  longestPartnerChain,
  partnersIn,
} from './company.js';
import {
  type CompanyRejected,
  companyExists,
  parentMissing,
  parentNotAllowed,
  partnerChainTooLong,
  pointsProgrammeNotAllowed,
  roleNotAllowed,
  tierNotAllowed,
  typeNotAllowed,
  unknownCompany,
  vendorAccountNotAllowed,
} from './company.rejections.js';

/** A company to create, as its creator describes it. */
export interface CreateCompany {
  readonly id: string;
  readonly type: CompanyType;
  readonly name: string;
  readonly parentId: string | null;
  readonly tier: string | null;
  readonly pointsProgramme: boolean;
  readonly vendorAccount: VendorAccount | null;
  readonly actor: Actor;
}

/** What a creation is judged by, beside the request. */
export interface Surroundings {
  /** The parent and all above it; empty when there is no such company. */
  readonly above: Line;
  /** The company that has the id already. */
  readonly existing: Company | undefined;
}

/** Whether somebody speaks for the distributor at the top of a line. */
export const isTheDistributor = ({ companyId }: Actor, line: Line): boolean =>
  companyId !== null && line.at(-1)?.id === companyId;

type CreationPolicy = (request: CreateCompany, around: Surroundings) => CompanyRejected | undefined;

/** Who may be whose parent (CO-1). */
export const parentsOf: Readonly<Record<CompanyType, readonly CompanyType[]>> = {
  distributor: [],
  partner: ['distributor', 'partner'],
  customer: ['partner'],
};

// CO-7
export const actorHasTotalControl: CreationPolicy = ({ actor }) =>
  isOperator(actor) || (actor.role === 'total-control' && actor.companyId !== null)
    ? undefined
    : roleNotAllowed('CO-7', 'companies are created with total control');

// CO-10
export const onlyTheOperatorCreatesDistributors: CreationPolicy = ({ actor, type }) =>
  type !== 'distributor' || isOperator(actor)
    ? undefined
    : roleNotAllowed('CO-10', 'distributors are created by the operator');

// CO-1
export const onlyDistributorsHaveNoParent: CreationPolicy = ({ type, parentId }) =>
  parentId !== null || type === 'distributor' ? undefined : parentMissing(type);

// CO-8: what is unknown and what is foreign get one answer.
export const parentIsInTheActorsSubtree: CreationPolicy = ({ actor, parentId }, { above }) => {
  if (parentId === null) return undefined;
  const visible = above.length > 0 && (isOperator(actor) || isInLine(above, actor.companyId));
  return visible ? undefined : unknownCompany(parentId);
};

// CO-1
export const parentIsOfTheRightType: CreationPolicy = ({ type }, { above: [parent] }) =>
  parent === undefined || parentsOf[type].includes(parent.type)
    ? undefined
    : parentNotAllowed(type, parent.type);

// CO-1: a distributor sells to partners only, a partner enables licences for its customers.
export const distributorsCreatePartnersOnly: CreationPolicy = ({ actor, type }, { above }) =>
  type === 'customer' && isTheDistributor(actor, above) ? typeNotAllowed() : undefined;

// CO-1
export const partnerChainIsShortEnough: CreationPolicy = ({ type }, { above }) =>
  type === 'partner' && partnersIn(above) >= longestPartnerChain
    ? partnerChainTooLong(longestPartnerChain)
    : undefined;

// A tier is a partner's price level, set by its distributor.
export const onlyPartnersHaveATier: CreationPolicy = ({ type, tier }) =>
  tier === null || type === 'partner'
    ? undefined
    : tierNotAllowed('CO-1', `a tier is a partner's price level: a ${type} has none`);

// CO-7
export const distributorSetsTheTier: CreationPolicy = ({ actor, tier }, { above }) =>
  tier === null || isOperator(actor) || isTheDistributor(actor, above)
    ? undefined
    : tierNotAllowed('CO-7', "a partner's tier is set by its distributor");

// PT-9
export const onlyPartnersJoinThePointsProgramme: CreationPolicy = ({ type, pointsProgramme }) =>
  !pointsProgramme || type === 'partner' ? undefined : pointsProgrammeNotAllowed(type);

// PT-9: a partner could say anything of its account with the vendor; its distributor knows.
export const distributorKnowsTheVendorAccount: CreationPolicy = (
  { actor, type, vendorAccount },
  { above },
) => {
  if (vendorAccount === null) return undefined;
  if (type !== 'partner') return vendorAccountNotAllowed('PT-9', `a ${type} has no account with the vendor`);
  return isOperator(actor) || isTheDistributor(actor, above)
    ? undefined
    : vendorAccountNotAllowed('CO-7', "a partner's vendor account is told by its distributor");
};

// CO-1: last, so that nobody learns of an id under which it could not have created anything (CO-8).
export const idIsFree: CreationPolicy = ({ id }, { existing }) =>
  existing === undefined ? undefined : companyExists(id);

/** In the order in which they are asked. */
export const creationPolicies = [
  actorHasTotalControl,
  onlyTheOperatorCreatesDistributors,
  onlyDistributorsHaveNoParent,
  parentIsInTheActorsSubtree,
  parentIsOfTheRightType,
  distributorsCreatePartnersOnly,
  partnerChainIsShortEnough,
  onlyPartnersHaveATier,
  distributorSetsTheTier,
  onlyPartnersJoinThePointsProgramme,
  distributorKnowsTheVendorAccount,
  idIsFree,
] as const satisfies readonly Policy<[CreateCompany, Surroundings]>[];
