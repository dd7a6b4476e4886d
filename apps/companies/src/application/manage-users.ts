import type { Actor } from '../domain/actor.js';
import {
  type AddUser,
  type ChangeUser,
  type RemoveUser,
  type UserDecision,
  type UserSurroundings,
  decideAdding,
  decideChange,
  decideRemoval,
} from '../domain/manage-users.js';
import { type User, registrationOf, userIdOf } from '../domain/user.js';
import type { Companies } from './companies.js';
import type { Staffs, Users } from './users.js';

/** What managing users needs. */
export interface UserDeps {
  readonly companies: Companies;
  readonly users: Users;
  readonly staffs: Staffs;
}

/** Registers a user in a company (CO-7), or says why not. */
export const addUser = (request: AddUser, deps: UserDeps): UserDecision =>
  keep(decideAdding(request, surroundings(request, deps)), deps);

/** Changes a user (CO-7), or says why not. */
export const changeUser = (request: ChangeUser, deps: UserDeps): UserDecision =>
  keep(decideChange(request, surroundings(request, deps)), deps);

/** Removes a user (CO-7), or says why not. */
export const removeUser = (request: RemoveUser, deps: UserDeps): UserDecision =>
  keep(decideRemoval(request, surroundings(request, deps)), deps);

/** The registration of whoever asks, if there is one. */
export function registeredAs(actor: Actor, users: Users): User | undefined {
  const id = registrationOf(actor);
  return id === undefined ? undefined : users.find(id);
}

const surroundings = (
  { companyId, userId, actor }: RemoveUser,
  { companies, users, staffs }: UserDeps,
): UserSurroundings => ({
  company: companies.find(companyId),
  registered: registeredAs(actor, users),
  user: users.find(userIdOf(companyId, userId)),
  staff: staffs.find(companyId),
});

function keep(decision: UserDecision, { users, staffs }: UserDeps): UserDecision {
  if (!decision.ok || decision.value.events.length === 0) return decision;
  const { user, staff } = decision.value.state;
  users.save(user);
  if (staff.version !== staffs.find(staff.id).version) staffs.save(staff);
  return decision;
}
