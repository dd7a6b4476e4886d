import type { apiKeyCreated, userAdded } from '@reservoir/messages';
import type { z } from 'zod';
import { hashOfApiKey, idOfApiKey } from '../adapters/http/platform/api-key-format.js';
import { registrationIdOf } from '../domain/registration.js';

const by = { userId: 'user-of-partner-gold', companyId: 'partner-gold', role: 'total-control' } as const;

/** Ann of partner-gold, registered with total control. */
export const aRegistration = (
  of: Partial<z.input<typeof userAdded.schema>> = {},
): z.input<typeof userAdded.schema> => {
  const { companyId = 'partner-gold', userId = 'ann' } = of;
  return {
    id: registrationIdOf(companyId, userId),
    companyId,
    userId,
    name: 'Ann',
    email: 'ann@gold.example',
    role: 'total-control',
    state: 'active',
    version: 1,
    by,
    ...of,
  };
};

/** A key of partner-gold with total control, for 90 days from the day of the tests. */
export const anApiKey = (
  key: string,
  of: Partial<z.input<typeof apiKeyCreated.schema>> = {},
): z.input<typeof apiKeyCreated.schema> & { readonly id: string } => ({
  id: idOfApiKey(key) ?? 'none',
  companyId: 'partner-gold',
  name: 'Billing',
  role: 'total-control',
  readOnly: false,
  secretHash: hashOfApiKey(key),
  createdAt: '2026-11-21T12:00:00.000Z',
  createdBy: by.userId,
  expiresAt: '2027-02-19T12:00:00.000Z',
  revokedAt: null,
  revokedBy: null,
  version: 1,
  by,
  ...of,
});
