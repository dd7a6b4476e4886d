import type { Instant } from '@reservoir/kernel';
import { companyId, userRole } from '@reservoir/messages';
import { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';
import { prefixOf } from '../platform/api-key-format.js';
import type { FoundResource } from '../platform/resources.js';

const example = {
  id: '019ddc2e-1111-7abc-8def-0123456789ab',
  companyId: 'partner-gold',
  name: 'Billing',
  role: 'monitoring',
  readOnly: true,
  prefix: 'rsv_0338LLBnylBNsscb2PU77z',
  state: 'active',
  createdAt: '2026-11-21T12:00:00.000Z',
  createdBy: 'auth0|5f7c8ec7c33c6c004bbafe82',
  expiresAt: '2027-02-19T12:00:00.000Z',
  revokedAt: null,
  revokedBy: null,
  version: 1,
  secret: null,
} as const;

/** An API key of a company. */
export const apiKeyView = z
  .object({
    id: z.string(),
    companyId,
    name: z.string(),
    role: userRole,
    readOnly: z.boolean(),
    prefix: z.string().describe('What the key begins with, to tell one that turns up somewhere'),
    state: z.enum(['active', 'expired', 'revoked']),
    createdAt: z.iso.datetime(),
    createdBy: z.string().describe('The user'),
    expiresAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    revokedBy: z.string().nullable(),
    version: z.int(),
    secret: z
      .string()
      .nullable()
      .describe('The key itself, in the answer of the request that made it; null ever after'),
  })
  .meta({ id: 'ApiKey', examples: [example] });
export type ApiKeyView = z.input<typeof apiKeyView>;

/** @param now an expired key is refused from its end on */
export function viewOfApiKey({ secretHash: _, ...key }: ReadModels['api-keys'], now: Instant): ApiKeyView {
  const state = key.revokedAt !== null ? 'revoked' : key.expiresAt <= now ? 'expired' : 'active';
  return { ...key, prefix: prefixOf(key.id), state, secret: null };
}

/** Where an API key is read, and what a GET shows. */
export const foundApiKey = (key: ReadModels['api-keys'], now: Instant): FoundResource => ({
  href: `/v1/companies/${key.companyId}/api-keys/${key.id}`,
  body: viewOfApiKey(key, now),
});
