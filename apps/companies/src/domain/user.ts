import { idFor } from '@reservoir/kernel';
import type { Actor, Role } from './actor.js';

/** The roles of a company's users (CO-7). */
export type UserRole = Exclude<Role, 'operator'>;

/** A person who acts for one company with one role (CO-7). */
export interface User {
  /** Of the company and the user: see `userIdOf`. */
  readonly id: string;
  readonly companyId: string;
  /** The issuer's `sub`. */
  readonly userId: string;
  /** Null once removed. */
  readonly name: string | null;
  /** Null once removed. */
  readonly email: string | null;
  readonly role: UserRole;
  /** Who is removed stays known, so that a token of theirs is refused. */
  readonly state: 'active' | 'disabled' | 'removed';
  readonly version: number;
}

/** What a decision on a company's users must not lose sight of: how many of them are in control. */
export interface Staff {
  /** The company's. */
  readonly id: string;
  /** Active users with total control. */
  readonly inControl: number;
  readonly version: number;
}

/** What happened to a user, and who did it. */
export interface UserEvent {
  readonly type: 'user-added' | 'user-changed' | 'user-removed';
  readonly user: User;
  readonly by: Actor;
}

/** A user and its company's staff, after a decision. */
export interface UserAndStaff {
  readonly user: User;
  readonly staff: Staff;
}

/** The id of a user: two companies may know the same `sub`, each by its own registration. */
export const userIdOf = (companyId: string, userId: string): string => idFor('user', companyId, userId);

/** The id under which whoever asks may be registered; undefined for the operator, who is no company's user. */
export const registrationOf = ({ companyId, userId }: Actor): string | undefined =>
  companyId === null ? undefined : userIdOf(companyId, userId);

/** A company that has registered nobody. */
export const noStaff = (companyId: string): Staff => ({ id: companyId, inControl: 0, version: 0 });

/** True for who can manage the other users. */
export const isInControl = (user: User | undefined): boolean =>
  user?.state === 'active' && user.role === 'total-control';

/** The staff when one of its users is no longer as `before` but as `after`. */
export function staffAfter(staff: Staff, before: User | undefined, after: User): Staff {
  const change = Number(isInControl(after)) - Number(isInControl(before));
  return change === 0 ? staff : { ...staff, inControl: staff.inControl + change, version: staff.version + 1 };
}
