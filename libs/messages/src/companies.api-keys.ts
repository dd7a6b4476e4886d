import { z } from 'zod';
import { actor, companyId, id, time, version } from './common.js';
import { userRole } from './companies.users.js';
import { defineMessage } from './define.js';

/** How long an API key lives (CO-7), in days. */
export const apiKeyLifetime = { defaultDays: 90, longestDays: 365 } as const;

/** SHA-256 of the whole key, base64url. The key itself travels on no topic. */
const secretHash = z.string().regex(/^[\w-]{43}$/);

const attributes = {
  id,
  companyId,
  /** What it is for, in its owner's words. */
  name: z.string().trim().min(1).max(100),
  role: userRole,
  /** Reads only, whatever its role may change. */
  readOnly: z.boolean(),
  secretHash,
};

/** The whole current state of an API key (CO-7). */
export const apiKeySchema = z.object({
  ...attributes,
  createdAt: time,
  /** The user who created it. */
  createdBy: id,
  /** From then on it is refused. */
  expiresAt: time,
  /** Null as long as it is not revoked. */
  revokedAt: time.nullable(),
  revokedBy: id.nullable(),
  version,
  /** Who made this change. */
  by: actor,
});

/** Creates an API key of a company. */
export const createApiKey = defineMessage({
  type: 'reservoir.companies.create-api-key.v1',
  topic: 'companies.commands.v1',
  summary: 'Create an API key of a company',
  keyOf: (data) => data.companyId,
  schema: z.object({
    ...attributes,
    // CO-7
    expiresInDays: z.int().min(1).max(apiKeyLifetime.longestDays),
    actor,
  }),
});

/** Revokes an API key for good. */
export const revokeApiKey = defineMessage({
  type: 'reservoir.companies.revoke-api-key.v1',
  topic: 'companies.commands.v1',
  summary: 'Revoke an API key for good',
  keyOf: (data) => data.companyId,
  schema: z.object({ id, companyId, actor }),
});

/** On the companies' compacted topic, under a key that no company has (docs/adr/0007). */
const factOf = (type: string, summary: string) =>
  defineMessage({
    type,
    topic: 'companies.events.v1',
    summary,
    keyOf: (data: z.output<typeof apiKeySchema>) => `api-key:${data.id}`,
    concealed: ['secretHash'],
    schema: apiKeySchema,
  });

export const apiKeyCreated = factOf('reservoir.companies.api-key-created.v1', 'An API key was created');
export const apiKeyRevoked = factOf('reservoir.companies.api-key-revoked.v1', 'An API key was revoked');

export type ApiKeyFact = z.output<typeof apiKeySchema>;
