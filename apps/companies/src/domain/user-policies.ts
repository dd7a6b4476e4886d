import type { Policy } from '@reservoir/kernel';
import { type Access, isAbove } from './user-access.js';
import { type Staff, type User, isInControl } from './user.js';
import { lastTotalControl, unknownUser, userExists } from './user.rejections.js';

/** A change of a user that has been decided but for what it does to its company. */
export interface UserChange {
  readonly access: Access;
  readonly userId: string;
  readonly before: User | undefined;
  readonly after: User | undefined;
  readonly staff: Staff;
}

export type UserPolicy = Policy<[UserChange]>;

// CO-7: who was removed may come back.
export const userIsNew: UserPolicy = ({ before, userId }) =>
  before === undefined || before.state === 'removed' ? undefined : userExists(userId);

// CO-8
export const userIsKnown: UserPolicy = ({ before, userId }) =>
  before === undefined || before.state === 'removed' ? unknownUser(userId) : undefined;

// CO-8: who is removed may be removed again, who never was there may not.
export const userWasKnown: UserPolicy = ({ before, userId }) =>
  before === undefined ? unknownUser(userId) : undefined;

// CO-7: a company must not lock itself out; who stands above can let it in again.
export const someoneStaysInControl: UserPolicy = ({ access, before, after, staff }) =>
  isInControl(before) && !isInControl(after) && staff.inControl <= 1 && !isAbove(access)
    ? lastTotalControl()
    : undefined;
