import { Body, Controller, Delete, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Clock, newId } from '@reservoir/kernel';
import { apiKeyLifetime, companyId, createApiKey, id, revokeApiKey } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import type { Caller, Role } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { ApiKeyQueries } from '../../mongo/queries/api-key.queries.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { hashOfApiKey, newApiKey } from '../platform/api-key-format.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import { API_KEYS, DOOR, MANAGEMENT } from '../tokens.js';
import type { Management } from '../users/management.js';
import { type ApiKeyView, apiKeyView, viewOfApiKey } from './api-key.view.js';
import { shownOnce } from './shown-once.js';

const readers: readonly Role[] = ['total-control', 'operator'];
const fields = createApiKey.schema.shape;

const newKey = strictly(
  z.object({
    name: fields.name,
    role: fields.role,
    readOnly: fields.readOnly.default(false),
    expiresInDays: fields.expiresInDays.default(apiKeyLifetime.defaultDays),
  }),
).meta({ examples: [{ name: 'Billing', role: 'monitoring', readOnly: true, expiresInDays: 90 }] });
const company = z.object({ id: companyId });
const one = z.object({ id: companyId, keyId: id });
type One = z.output<typeof one>;

/** /v1/companies/{id}/api-keys */
@ApiTags('api-keys')
@Controller('v1/companies/:id/api-keys')
export class ApiKeysController {
  constructor(
    @Inject(API_KEYS) private readonly keys: ApiKeyQueries,
    @Inject(MANAGEMENT) private readonly management: Management,
    @Inject(DOOR) private readonly door: CommandDoor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @Commands({
    summary: 'Create an API key of your company (CO-7)',
    description:
      '`secret` is the key. It is in this answer, also in one of 202, and nowhere else: we keep a hash. Whoever asks again with the same Idempotency-Key gets the resource without it: revoke that key then, and create another.',
    answer: apiKeyView,
    status: 201,
    roles: ['total-control'],
    idempotencyKey: 'optional',
  })
  async create(
    @Param({ schema: company }) { id: companyId }: { id: string },
    @Body({ schema: newKey }) body: z.output<typeof newKey>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.management.requireOwnKeys(asked.caller, companyId);
    const id = newId();
    const secret = newApiKey(id);
    const secretHash = hashOfApiKey(secret);
    return this.door.submit(asked, {
      message: createApiKey,
      data: { ...body, id, companyId, secretHash, actor: actorOf(asked.caller) },
      status: 201,
      idempotencyKey: 'optional',
      toThisOneOnly: shownOnce(secret, secretHash),
    });
  }

  @Get()
  @Reads({
    summary: 'The API keys of a company',
    description: 'The oldest first, with those that are over.',
    answer: pageOf(apiKeyView),
    roles: readers,
  })
  async list(
    @Param({ schema: company }) { id }: { id: string },
    @Query({ schema: pageQuery }) asked: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.management.requireKeys(caller, id);
    const page = await this.keys.ofCompany(id, pageRequest(asked));
    const now = this.clock.now();
    const views = mapPage(page, (key) => viewOfApiKey(key, now));
    return pageAnswer(views, `/v1/companies/${id}/api-keys`, asked);
  }

  @Get(':keyId')
  @Reads({ summary: 'An API key of a company', answer: apiKeyView, roles: readers })
  async find(@Param({ schema: one }) { id, keyId }: One, @TheCaller() caller: Caller): Promise<ApiKeyView> {
    await this.management.requireKeys(caller, id);
    const key = await this.keys.find(keyId);
    if (key?.companyId !== id) throw unknown('api-key');
    return viewOfApiKey(key, this.clock.now());
  }

  @Delete(':keyId')
  @Commands({
    summary: 'Revoke an API key for good (CO-7)',
    description: 'Once this is answered with 200, no replica accepts the key any more.',
    answer: apiKeyView,
    status: 200,
    roles: readers,
    idempotencyKey: 'optional',
  })
  async revoke(@Param({ schema: one }) { id, keyId }: One, @TheAsked() asked: Asked): Promise<Answer> {
    await this.management.requireKeys(asked.caller, id);
    const data = { id: keyId, companyId: id, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: revokeApiKey, data, status: 200, idempotencyKey: 'optional' });
  }
}
