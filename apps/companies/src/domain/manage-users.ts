import { type Decided, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { Actor } from './actor.js';
import { type Access, userAccessPolicies } from './user-access.js';
import {
  type UserPolicy,
  someoneStaysInControl,
  userIsKnown,
  userIsNew,
  userWasKnown,
} from './user-policies.js';
import {
  type Staff,
  type User,
  type UserAndStaff,
  type UserEvent,
  type UserRole,
  staffAfter,
  userIdOf,
} from './user.js';

/** A user to register. */
export interface AddUser {
  readonly companyId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: UserRole;
  readonly actor: Actor;
}

/** What is to change of a user; what is left out stays. */
export interface ChangeUser {
  readonly companyId: string;
  readonly userId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: UserRole | undefined;
  readonly state?: 'active' | 'disabled' | undefined;
  readonly actor: Actor;
}

/** A user to remove. */
export type RemoveUser = Pick<AddUser, 'companyId' | 'userId' | 'actor'>;

/** What a decision on a user is judged by, beside the request. */
export interface UserSurroundings extends Pick<Access, 'company' | 'registered'> {
  readonly user: User | undefined;
  readonly staff: Staff;
}

export type UserDecision = Result<Decided<UserAndStaff, UserEvent>, Refusal>;

/** Registers a user, or one who was removed again (CO-7). Refuses who is there already. */
export function decideAdding(request: AddUser, around: UserSurroundings): UserDecision {
  const { actor: _, ...described } = request;
  const id = userIdOf(request.companyId, request.userId);
  const after: User = { id, ...described, state: 'active', version: (around.user?.version ?? 0) + 1 };
  return decide('user-added', request, around, after, [userIsNew]);
}

/** Changes a user's name, e-mail address, role or access (CO-7). What is as wanted already makes no event. */
export function decideChange(request: ChangeUser, around: UserSurroundings): UserDecision {
  const { user } = around;
  const after = user && changed(user, request);
  return decide('user-changed', request, around, after, [userIsKnown, someoneStaysInControl]);
}

/** Removes a user, with its name and e-mail address (CO-7). A second time changes nothing. */
export function decideRemoval(request: RemoveUser, around: UserSurroundings): UserDecision {
  const { user } = around;
  const after = user && removed(user);
  return decide('user-removed', request, around, after, [userWasKnown, someoneStaysInControl]);
}

function decide(
  type: UserEvent['type'],
  { companyId, userId, actor }: RemoveUser,
  { company, registered, user: before, staff }: UserSurroundings,
  after: User | undefined,
  policies: readonly UserPolicy[],
): UserDecision {
  const access = { actor, companyId, company, registered };
  const refusal =
    firstRefusal(userAccessPolicies, access) ??
    firstRefusal(policies, { access, userId, before, after, staff });
  if (refusal) return err(refusal);
  // Known by the policies: what is not there has no state to go on with.
  const user = after as User;
  if (user === before) return ok({ state: { user, staff }, events: [] });
  return ok({
    state: { user, staff: staffAfter(staff, before, user) },
    events: [{ type, user, by: actor }],
  });
}

function changed(user: User, { name, email, role, state }: ChangeUser): User {
  const wanted = {
    ...user,
    name: name ?? user.name,
    email: email ?? user.email,
    role: role ?? user.role,
    state: state ?? user.state,
  };
  const same = (['name', 'email', 'role', 'state'] as const).every((field) => wanted[field] === user[field]);
  return same ? user : { ...wanted, version: user.version + 1 };
}

const removed = (user: User): User =>
  user.state === 'removed'
    ? user
    : { ...user, name: null, email: null, state: 'removed', version: user.version + 1 };
