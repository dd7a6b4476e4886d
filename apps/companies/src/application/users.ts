import type { Staff, User } from '../domain/user.js';

/** The users of companies, as the unit of work has them by now. */
export interface Users {
  /** @param id of company and user: `userIdOf` */
  find(id: string): User | undefined;
  /** Keeps the user's new state. */
  save(user: User): void;
}

/** How many of a company's users are in control. */
export interface Staffs {
  /** Of a company that has registered nobody: none in control. */
  find(companyId: string): Staff;
  save(staff: Staff): void;
}
