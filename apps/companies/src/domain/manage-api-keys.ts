import {
  type Decided,
  type Instant,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
  plusMs,
} from '@reservoir/kernel';
import type { Actor } from './actor.js';
import type { ApiKey, ApiKeyEvent } from './api-key.js';
import { type Access, keyCreationPolicies, keyRevocationPolicies } from './user-access.js';
import type { UserRole } from './user.js';
import { apiKeyExists, unknownApiKey } from './user.rejections.js';

/** An API key to create. */
export interface CreateApiKey {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly role: UserRole;
  readonly readOnly: boolean;
  readonly secretHash: string;
  readonly expiresInDays: number;
  readonly actor: Actor;
}

/** An API key to revoke. */
export type RevokeApiKey = Pick<CreateApiKey, 'id' | 'companyId' | 'actor'>;

/** What a decision on an API key is judged by, beside the request. */
export interface ApiKeySurroundings extends Pick<Access, 'company' | 'registered'> {
  readonly key: ApiKey | undefined;
}

export type ApiKeyDecision = Result<Decided<ApiKey, ApiKeyEvent>, Refusal>;

const dayMs = 86_400_000;

/** Creates an API key (CO-7). Whoever creates has total control, so that no role is above the creator's. */
export function decideKeyCreation(
  { actor, expiresInDays, ...described }: CreateApiKey,
  { company, registered, key: existing }: ApiKeySurroundings,
  now: Instant,
): ApiKeyDecision {
  const { companyId, id } = described;
  const refusal = firstRefusal(keyCreationPolicies, { actor, companyId, company, registered });
  if (refusal) return err(refusal);
  if (existing) return err(apiKeyExists(id));
  const key: ApiKey = {
    ...described,
    createdAt: now,
    createdBy: actor.userId,
    expiresAt: plusMs(now, expiresInDays * dayMs),
    revokedAt: null,
    revokedBy: null,
    version: 1,
  };
  return ok({ state: key, events: [{ type: 'api-key-created', key, by: actor }] });
}

/** Revokes an API key for good (CO-7). A second time changes nothing. */
export function decideRevocation(
  { id, companyId, actor }: RevokeApiKey,
  { company, registered, key }: ApiKeySurroundings,
  now: Instant,
): ApiKeyDecision {
  const refusal = firstRefusal(keyRevocationPolicies, { actor, companyId, company, registered });
  if (refusal) return err(refusal);
  // CO-8: the key of another company is as unknown as none.
  if (key?.companyId !== companyId) return err(unknownApiKey(id));
  if (key.revokedAt !== null) return ok({ state: key, events: [] });
  const revoked = { ...key, revokedAt: now, revokedBy: actor.userId, version: key.version + 1 };
  return ok({ state: revoked, events: [{ type: 'api-key-revoked', key: revoked, by: actor }] });
}
