import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  addUser,
  changeUser,
  removeUser,
  userAdded,
  userChanged,
  userRemoved,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type UserDeps,
  addUser as add,
  changeUser as change,
  removeUser as remove,
} from '../../application/manage-users.js';
import type { RemoveUser, UserDecision } from '../../domain/manage-users.js';
import { registrationOf, userIdOf } from '../../domain/user.js';
import { ACCESS, type AccessOfChunk } from './access-of-chunk.js';
import { COMPANIES, type CompaniesOfChunk } from './companies-of-chunk.js';
import { complete, refuse } from './operation-answers.js';

const facts = { 'user-added': userAdded, 'user-changed': userChanged, 'user-removed': userRemoved };

/** The company, its staff, the user, and the registration of whoever asks. */
const needs = ({ companyId, userId, actor }: RemoveUser) => ({
  companies: [companyId],
  staffs: [companyId],
  users: [userIdOf(companyId, userId), registrationOf(actor)].filter((id) => id !== undefined),
});

/** Commands on the users of companies (CO-7). */
@Controller()
export class UsersController {
  constructor(
    @Inject(COMPANIES) private readonly companies: CompaniesOfChunk,
    @Inject(ACCESS) private readonly access: AccessOfChunk,
  ) {}

  @Handles(addUser, needs)
  add(request: DataOf<typeof addUser>, context: RecordContext): void {
    answer(add(request, this.#deps(context)), context);
  }

  @Handles(changeUser, needs)
  change(request: DataOf<typeof changeUser>, context: RecordContext): void {
    answer(change(request, this.#deps(context)), context);
  }

  @Handles(removeUser, needs)
  remove(request: DataOf<typeof removeUser>, context: RecordContext): void {
    answer(remove(request, this.#deps(context)), context);
  }

  #deps({ chunk }: RecordContext): UserDeps {
    return { companies: this.companies.in(chunk), ...this.access.in(chunk) };
  }
}

function answer(decision: UserDecision, context: RecordContext): void {
  if (!decision.ok) {
    refuse(context, decision.error);
    return;
  }
  for (const { type, user, by } of decision.value.events)
    context.publish(facts[type], { ...user, by }, { sequence: user.version });
  complete(context, decision.value.state.user, 'users');
}
