import type { Policy } from '@reservoir/kernel';
import { type Actor, type Role, isOperator } from './actor.js';
import type { Company } from './facts.js';
import {
  type PointsRejected,
  notInPointsProgramme,
  partnerSuspended,
  roleNotAllowed,
  unknownPartner,
  vendorAccountNotEligible,
} from './points.rejections.js';

/** Who asks for something of whose points. */
export interface PartnerRequest {
  readonly partnerId: string;
  readonly actor: Actor;
}

type PartnerPolicy = (request: PartnerRequest, partner: Company | undefined) => PointsRejected | undefined;

const rolesAllowed: readonly Role[] = ['total-control', 'license-and-security-admin'];

// CO-8: what is unknown, what is foreign and what is no partner get one answer.
export const partnerIsInTheActorsSubtree: PartnerPolicy = ({ actor, partnerId }, partner) => {
  const above = partner?.type === 'partner' ? [partner.id, ...partner.ancestors] : [];
  const visible = partner !== undefined && above.length > 0 && (isOperator(actor) || includes(above, actor));
  return visible ? undefined : unknownPartner(partnerId);
};

const includes = (ids: readonly string[], { companyId }: Actor): boolean =>
  companyId !== null && ids.includes(companyId);

// CO-9
export const actorIsThePartnerItself: PartnerPolicy = ({ actor, partnerId }) =>
  actor.companyId === partnerId
    ? undefined
    : roleNotAllowed('CO-9', 'only the partner itself moves its points');

// CO-7
export const roleMovesLicensing: PartnerPolicy = ({ actor }) =>
  rolesAllowed.includes(actor.role)
    ? undefined
    : roleNotAllowed('CO-7', `points are moved by ${rolesAllowed.join(' and ')}, not by ${actor.role}`);

// PT-9: signed up, and with an account at WatchGuard, or one of Panda that was migrated to it.
export function partnerIsEligible(
  { partnerId }: { readonly partnerId: string },
  partner: Company | undefined,
) {
  if (partner?.pointsProgramme !== true) return notInPointsProgramme(partnerId);
  const { vendorAccount } = partner;
  return vendorAccount === 'watchguard' || vendorAccount === 'panda-migrated'
    ? undefined
    : vendorAccountNotEligible(partnerId, vendorAccount);
}

// CO-6: what is under way may end; nothing is begun.
export const partnerIsNotSuspended: PartnerPolicy = ({ partnerId }, partner) =>
  partner?.suspended === true ? partnerSuspended(partnerId) : undefined;

// CO-10
export const actorIsTheOperator: PartnerPolicy = ({ actor }) =>
  isOperator(actor) ? undefined : roleNotAllowed('CO-10', 'only the operator gives and adjusts points');

/** Of what the operator does to any partner, in the order in which they are asked. */
export const operatorPolicies = [
  partnerIsInTheActorsSubtree,
  actorIsTheOperator,
] as const satisfies readonly Policy<[PartnerRequest, Company | undefined]>[];

/** In the order in which they are asked. */
export const partnerPolicies = [
  partnerIsInTheActorsSubtree,
  actorIsThePartnerItself,
  roleMovesLicensing,
  partnerIsEligible,
  partnerIsNotSuspended,
] as const satisfies readonly Policy<[PartnerRequest, Company | undefined]>[];
