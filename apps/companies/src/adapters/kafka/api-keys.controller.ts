import { Controller, Inject } from '@nestjs/common';
import { type DataOf, apiKeyCreated, apiKeyRevoked, createApiKey, revokeApiKey } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type ApiKeyDeps,
  createApiKey as create,
  revokeApiKey as revoke,
} from '../../application/manage-api-keys.js';
import type { ApiKeyDecision, RevokeApiKey } from '../../domain/manage-api-keys.js';
import { registrationOf } from '../../domain/user.js';
import { ACCESS, type AccessOfChunk } from './access-of-chunk.js';
import { COMPANIES, type CompaniesOfChunk } from './companies-of-chunk.js';
import { complete, refuse } from './operation-answers.js';

const facts = { 'api-key-created': apiKeyCreated, 'api-key-revoked': apiKeyRevoked };

/** The company, the key, and the registration of whoever asks. */
const needs = ({ id, companyId, actor }: RevokeApiKey) => ({
  companies: [companyId],
  apiKeys: [id],
  users: [registrationOf(actor)].filter((registration) => registration !== undefined),
});

/** Commands on the API keys of companies (CO-7). */
@Controller()
export class ApiKeysController {
  constructor(
    @Inject(COMPANIES) private readonly companies: CompaniesOfChunk,
    @Inject(ACCESS) private readonly access: AccessOfChunk,
  ) {}

  @Handles(createApiKey, needs)
  create(request: DataOf<typeof createApiKey>, context: RecordContext): void {
    answer(create(request, this.#deps(context), context.now), context);
  }

  @Handles(revokeApiKey, needs)
  revoke(request: DataOf<typeof revokeApiKey>, context: RecordContext): void {
    answer(revoke(request, this.#deps(context), context.now), context);
  }

  #deps({ chunk }: RecordContext): ApiKeyDeps {
    return { companies: this.companies.in(chunk), ...this.access.in(chunk) };
  }
}

function answer(decision: ApiKeyDecision, context: RecordContext): void {
  if (!decision.ok) {
    refuse(context, decision.error);
    return;
  }
  for (const { type, key, by } of decision.value.events)
    context.publish(facts[type], { ...key, by }, { sequence: key.version });
  complete(context, decision.value.state, 'api-keys');
}
