import type { Instant } from '@reservoir/kernel';
import {
  type ApiKeyDecision,
  type ApiKeySurroundings,
  type CreateApiKey,
  type RevokeApiKey,
  decideKeyCreation,
  decideRevocation,
} from '../domain/manage-api-keys.js';
import type { ApiKeys } from './api-keys.js';
import type { Companies } from './companies.js';
import { registeredAs } from './manage-users.js';
import type { Users } from './users.js';

/** What managing API keys needs. */
export interface ApiKeyDeps {
  readonly companies: Companies;
  readonly users: Users;
  readonly apiKeys: ApiKeys;
}

/** Creates an API key (CO-7), or says why not. */
export const createApiKey = (request: CreateApiKey, deps: ApiKeyDeps, now: Instant): ApiKeyDecision =>
  keep(decideKeyCreation(request, surroundings(request, deps), now), deps);

/** Revokes an API key (CO-7), or says why not. */
export const revokeApiKey = (request: RevokeApiKey, deps: ApiKeyDeps, now: Instant): ApiKeyDecision =>
  keep(decideRevocation(request, surroundings(request, deps), now), deps);

const surroundings = (
  { id, companyId, actor }: RevokeApiKey,
  { companies, users, apiKeys }: ApiKeyDeps,
): ApiKeySurroundings => ({
  company: companies.find(companyId),
  registered: registeredAs(actor, users),
  key: apiKeys.find(id),
});

function keep(decision: ApiKeyDecision, { apiKeys }: ApiKeyDeps): ApiKeyDecision {
  if (decision.ok && decision.value.events.length > 0) apiKeys.save(decision.value.state);
  return decision;
}
