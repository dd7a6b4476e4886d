import { instant } from '@reservoir/kernel';
import type { ApiKey } from '../domain/api-key.js';
import type { CreateApiKey } from '../domain/manage-api-keys.js';
import type { AddUser } from '../domain/manage-users.js';
import { type User, userIdOf } from '../domain/user.js';
import { userOf } from './companies.fixtures.js';

/** Somebody of `partner-gold` with total control, unless told otherwise. */
export const aUser = (differing: Partial<User> = {}): User => {
  const { companyId = 'partner-gold', userId = 'ann' } = differing;
  return {
    id: userIdOf(companyId, userId),
    companyId,
    userId,
    name: 'Ann',
    email: 'ann@gold.example',
    role: 'total-control',
    state: 'active',
    version: 1,
    ...differing,
  };
};

/** A wish to register Ann in `partner-gold`, by somebody in control there, unless told otherwise. */
export const anAdding = (differing: Partial<AddUser> = {}): AddUser => ({
  companyId: 'partner-gold',
  userId: 'ann',
  name: 'Ann',
  email: 'ann@gold.example',
  role: 'total-control',
  actor: userOf('partner-gold'),
  ...differing,
});

/** A key of `partner-gold`, valid for 90 days. */
export const aKey = (differing: Partial<ApiKey> = {}): ApiKey => ({
  id: 'key-one',
  companyId: 'partner-gold',
  name: 'Billing',
  role: 'monitoring',
  readOnly: true,
  secretHash: 'h'.repeat(43),
  createdAt: instant('2026-11-21T12:00:00Z'),
  createdBy: 'user-of-partner-gold',
  expiresAt: instant('2027-02-19T12:00:00Z'),
  revokedAt: null,
  revokedBy: null,
  version: 1,
  ...differing,
});

/** A wish for that key. */
export const aKeyWish = (differing: Partial<CreateApiKey> = {}): CreateApiKey => ({
  id: 'key-one',
  companyId: 'partner-gold',
  name: 'Billing',
  role: 'monitoring',
  readOnly: true,
  secretHash: 'h'.repeat(43),
  expiresInDays: 90,
  actor: userOf('partner-gold'),
  ...differing,
});
