import type { Policy } from '@reservoir/kernel';
import { type Actor, isOperator } from './actor.js';
import {
  type Company,
  type CompanyType,
  isWithinSubtreeOf,
  longestPartnerChain,
  partnersInChain,
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
} from './company.rejections.js';

/** A company to create, as its creator describes it. */
export interface CreateCompany {
  readonly id: string;
  readonly type: CompanyType;
  readonly name: string;
  readonly parentId: string | null;
  readonly tier: string | null;
  readonly pointsProgramme: boolean;
  readonly actor: Actor;
}

/** What a creation is judged by, beside the request. */
export interface Surroundings {
  readonly parent: Company | undefined;
  /** The company that has the id already. */
  readonly existing: Company | undefined;
}

type CreationPolicy = (request: CreateCompany, around: Surroundings) => CompanyRejected | undefined;

const parentsOf: Readonly<Record<CompanyType, readonly CompanyType[]>> = {
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
export const parentIsInTheActorsSubtree: CreationPolicy = ({ actor, parentId }, { parent }) => {
  if (parentId === null) return undefined;
  const visible =
    parent !== undefined &&
    (isOperator(actor) || (actor.companyId !== null && isWithinSubtreeOf(parent, actor.companyId)));
  return visible ? undefined : unknownCompany(parentId);
};

// CO-1
export const parentIsOfTheRightType: CreationPolicy = ({ type }, { parent }) =>
  parent === undefined || parentsOf[type].includes(parent.type)
    ? undefined
    : parentNotAllowed(type, parent.type);

// CO-1: a distributor sells to partners only, a partner enables licences for its customers.
export const distributorsCreatePartnersOnly: CreationPolicy = ({ actor, type }, { parent }) =>
  type === 'customer' && parent?.distributorId === actor.companyId ? typeNotAllowed() : undefined;

// CO-1
export const partnerChainIsShortEnough: CreationPolicy = ({ type }, { parent }) =>
  type === 'partner' && parent && partnersInChain(parent) >= longestPartnerChain
    ? partnerChainTooLong(longestPartnerChain)
    : undefined;

// A tier is a partner's price level, set by its distributor.
export const onlyPartnersHaveATier: CreationPolicy = ({ type, tier }) =>
  tier === null || type === 'partner'
    ? undefined
    : tierNotAllowed('CO-1', `a tier is a partner's price level: a ${type} has none`);

// CO-7
export const distributorSetsTheTier: CreationPolicy = ({ actor, tier }, { parent }) =>
  tier === null || isOperator(actor) || parent?.distributorId === actor.companyId
    ? undefined
    : tierNotAllowed('CO-7', "a partner's tier is set by its distributor");

// PT-9
export const onlyPartnersJoinThePointsProgramme: CreationPolicy = ({ type, pointsProgramme }) =>
  !pointsProgramme || type === 'partner' ? undefined : pointsProgrammeNotAllowed(type);

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
  idIsFree,
] as const satisfies readonly Policy<[CreateCompany, Surroundings]>[];
