import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { addUser, changeUser, companyId, removeUser, userId } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller, Role } from '../../../domain/caller.js';
import { registrationIdOf } from '../../../domain/registration.js';
import { mapPage } from '../../mongo/page.js';
import type { UserQueries } from '../../mongo/queries/user.queries.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import { DOOR, MANAGEMENT, USERS } from '../tokens.js';
import type { Management } from './management.js';
import { type UserView, userView, viewOfUser } from './user.view.js';

const managers: readonly Role[] = ['total-control', 'operator'];
const fields = addUser.schema.shape;

const newUser = strictly(
  z.object({ id: userId, name: fields.name, email: fields.email, role: fields.role }),
).meta({
  examples: [
    {
      id: 'auth0|5f7c8ec7',
      name: 'Ann Archer',
      email: 'ann@gold.example',
      role: 'license-and-security-admin',
    },
  ],
});
const change = strictly(changeUser.schema.omit({ companyId: true, userId: true, actor: true }))
  .refine((body) => Object.keys(body).length > 0, { message: 'names nothing to change' })
  .meta({ examples: [{ role: 'monitoring' }, { state: 'disabled' }] });
const company = z.object({ id: companyId });
const one = z.object({ id: companyId, userId });
type One = z.output<typeof one>;
const query = pageQuery.extend({
  state: z
    .enum(['active', 'disabled', 'removed'])
    .optional()
    .describe('All but the removed ones, if left out'),
});

/** /v1/companies/{id}/users */
@ApiTags('users')
@Controller('v1/companies/:id/users')
export class UsersController {
  constructor(
    @Inject(USERS) private readonly users: UserQueries,
    @Inject(MANAGEMENT) private readonly management: Management,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post()
  @Commands({
    summary: 'Register a user in a company (CO-7)',
    description:
      'From then on its role here counts, and not the one that its token claims. By the company itself, by the partner of a customer, or by the operator.',
    answer: userView,
    status: 201,
    roles: managers,
    idempotencyKey: 'optional',
  })
  async add(
    @Param({ schema: company }) { id }: { id: string },
    @Body({ schema: newUser }) { id: userId, ...user }: z.output<typeof newUser>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.management.requireUsers(asked.caller, id);
    const data = { companyId: id, userId, ...user, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: addUser, data, status: 201, idempotencyKey: 'optional' });
  }

  @Get()
  @Reads({
    summary: 'The users of a company',
    description: 'By id.',
    answer: pageOf(userView),
    roles: managers,
  })
  async list(
    @Param({ schema: company }) { id }: { id: string },
    @Query({ schema: query }) asked: z.output<typeof query>,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.management.requireUsers(caller, id);
    const page = await this.users.ofCompany(id, asked.state, pageRequest(asked));
    return pageAnswer(mapPage(page, viewOfUser), `/v1/companies/${id}/users`, asked);
  }

  @Get(':userId')
  @Reads({ summary: 'A user of a company', answer: userView, roles: managers })
  async find(@Param({ schema: one }) { id, userId }: One, @TheCaller() caller: Caller): Promise<UserView> {
    await this.management.requireUsers(caller, id);
    const user = await this.users.find(registrationIdOf(id, userId));
    if (!user) throw unknown('user');
    return viewOfUser(user);
  }

  @Patch(':userId')
  @Commands({
    summary: "Change a user's name, e-mail address, role or access (CO-7)",
    description:
      'What is left out stays. The last user with total control is neither demoted nor disabled, but by the partner above or the operator.',
    answer: userView,
    status: 200,
    roles: managers,
    idempotencyKey: 'optional',
  })
  async change(
    @Param({ schema: one }) { id, userId }: One,
    @Body({ schema: change }) body: z.output<typeof change>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.management.requireUsers(asked.caller, id);
    const data = { ...body, companyId: id, userId, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: changeUser, data, status: 200, idempotencyKey: 'optional' });
  }

  @Delete(':userId')
  @Commands({
    summary: 'Remove a user from its company (CO-7)',
    description:
      'Its tokens are refused from then on. Its name and e-mail address are forgotten; its id stays, for the audit trail.',
    answer: userView,
    status: 200,
    roles: managers,
    idempotencyKey: 'optional',
  })
  async remove(@Param({ schema: one }) { id, userId }: One, @TheAsked() asked: Asked): Promise<Answer> {
    await this.management.requireUsers(asked.caller, id);
    const data = { companyId: id, userId, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: removeUser, data, status: 200, idempotencyKey: 'optional' });
  }
}
