import type { Policy } from '@reservoir/kernel';
import { type Actor, isOperator } from './actor.js';
import { type Company, isWithinSubtreeOf } from './company.js';
import { unknownCompany } from './company.rejections.js';
import type { User } from './user.js';
import { apiKeyNotAllowed, notTheManagingCompany, roleNotAllowed, userShutOut } from './user.rejections.js';

/** Who wants to manage the users or the API keys of which company. */
export interface Access {
  readonly actor: Actor;
  readonly companyId: string;
  readonly company: Company | undefined;
  /** The registration of whoever asks, if there is one. */
  readonly registered: User | undefined;
}

export type AccessPolicy = Policy<[Access]>;

/** API keys act under this name, and no user may have it. */
export const apiKeyPrefix = 'api-key:';

/** The role that counts: the registered one, else the one that was claimed (docs/adr/0007). */
export const effectiveRole = ({ actor, registered }: Access): string => registered?.role ?? actor.role;

// CO-7: a command may have been on its way when its sender was shut out.
export const actorIsNotShutOut: AccessPolicy = ({ registered }) =>
  registered && registered.state !== 'active' ? userShutOut(registered.state) : undefined;

// CO-7
export const actorHasTotalControl: AccessPolicy = (access) =>
  isOperator(access.actor) || (access.actor.companyId !== null && effectiveRole(access) === 'total-control')
    ? undefined
    : roleNotAllowed('users and API keys are managed with total control');

// CO-7: what leaks must not be able to make more of itself.
export const actorIsNoApiKey: AccessPolicy = ({ actor }) =>
  actor.userId.startsWith(apiKeyPrefix) ? apiKeyNotAllowed() : undefined;

// CO-8: what is unknown and what is foreign get one answer.
export const companyIsInTheActorsSubtree: AccessPolicy = ({ actor, companyId, company }) => {
  const visible =
    company !== undefined &&
    (isOperator(actor) || (actor.companyId !== null && isWithinSubtreeOf(company, actor.companyId)));
  return visible ? undefined : unknownCompany(companyId);
};

/** The operator, or the partner directly above: they can always put a customer's users right again. */
export const isAbove = ({ actor, company }: Access): boolean =>
  isOperator(actor) || (company?.type === 'customer' && company.parentId === actor.companyId);

// CO-7: the company itself, the partner of a customer, and the operator.
export const actorManagesTheUsers: AccessPolicy = (access) =>
  access.actor.companyId === access.companyId || isAbove(access) ? undefined : notTheManagingCompany('users');

// CO-7: keys speak for their company, and nobody else hands them out.
export const actorIsOfTheCompany: AccessPolicy = ({ actor, companyId }) =>
  actor.companyId === companyId ? undefined : notTheManagingCompany('API keys');

// CO-7, CO-10: whoever runs the platform can stop a key that has leaked.
export const actorMayRevokeKeys: AccessPolicy = (access) =>
  isOperator(access.actor) ? undefined : actorIsOfTheCompany(access);

const everybody = [
  actorIsNotShutOut,
  actorHasTotalControl,
  actorIsNoApiKey,
  companyIsInTheActorsSubtree,
] as const;

/** In the order in which they are asked: first who asks, then about whom. */
export const userAccessPolicies: readonly AccessPolicy[] = [...everybody, actorManagesTheUsers];
export const keyCreationPolicies: readonly AccessPolicy[] = [...everybody, actorIsOfTheCompany];
export const keyRevocationPolicies: readonly AccessPolicy[] = [...everybody, actorMayRevokeKeys];
