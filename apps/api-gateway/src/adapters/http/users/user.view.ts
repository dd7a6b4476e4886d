import { companyId, userId, userRole } from '@reservoir/messages';
import { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';
import type { FoundResource } from '../platform/resources.js';

/** A user of a company. */
export const userView = z
  .object({
    id: userId.describe("The issuer's `sub`"),
    companyId,
    name: z.string().nullable().describe('Null once removed'),
    email: z.string().nullable().describe('Null once removed'),
    role: userRole.describe('Wins over the role that the token claims'),
    state: z.enum(['active', 'disabled', 'removed']).describe('Only who is active gets in'),
    version: z.int(),
  })
  .meta({
    id: 'User',
    examples: [
      {
        id: 'auth0|5f7c8ec7c33c6c004bbafe82',
        companyId: 'partner-gold',
        name: 'Ann Archer',
        email: 'ann@gold.example',
        role: 'license-and-security-admin',
        state: 'active',
        version: 1,
      },
    ],
  });
export type UserView = z.input<typeof userView>;

export const viewOfUser = ({ id: _, userId: id, ...user }: ReadModels['users']): UserView => ({
  id,
  ...user,
});

/** Where a user is read, and what a GET shows. */
export const foundUser = (user: ReadModels['users']): FoundResource => ({
  href: `/v1/companies/${user.companyId}/users/${encodeURIComponent(user.userId)}`,
  body: viewOfUser(user),
});
