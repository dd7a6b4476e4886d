import type { Refusal } from '@reservoir/kernel';

/** Every way in which users and API keys are not changed. */
export type AccessRejected = Refusal<
  | 'role-not-allowed'
  | 'user-disabled'
  | 'user-removed'
  | 'api-key-not-allowed'
  | 'not-the-managing-company'
  | 'user-exists'
  | 'unknown-user'
  | 'last-total-control'
  | 'api-key-exists'
  | 'unknown-api-key'
>;

export const roleNotAllowed = (detail: string): AccessRejected => ({
  code: 'role-not-allowed',
  rule: 'CO-7',
  detail,
});

export const userShutOut = (state: 'disabled' | 'removed'): AccessRejected => ({
  code: `user-${state}`,
  rule: 'CO-7',
  detail: `the user who asks was ${state} by its company`,
});

export const apiKeyNotAllowed = (): AccessRejected => ({
  code: 'api-key-not-allowed',
  rule: 'CO-7',
  detail: 'an API key manages neither users nor API keys: a person with total control does',
});

export const notTheManagingCompany = (what: 'users' | 'API keys'): AccessRejected => ({
  code: 'not-the-managing-company',
  rule: 'CO-7',
  detail:
    what === 'users'
      ? 'users are managed by their own company, and those of a customer by its partner too'
      : 'API keys are managed by their own company',
});

export const userExists = (userId: string): AccessRejected => ({
  code: 'user-exists',
  rule: 'CO-7',
  detail: `the company has a user ${userId} already`,
});

export const unknownUser = (userId: string): AccessRejected => ({
  code: 'unknown-user',
  rule: 'CO-8',
  detail: `there is no user ${userId} in this company`,
});

export const lastTotalControl = (): AccessRejected => ({
  code: 'last-total-control',
  rule: 'CO-7',
  detail: 'this is the last user with total control: give it to another one first',
});

export const apiKeyExists = (id: string): AccessRejected => ({
  code: 'api-key-exists',
  rule: 'CO-7',
  detail: `there is an API key ${id} already`,
});

export const unknownApiKey = (id: string): AccessRejected => ({
  code: 'unknown-api-key',
  rule: 'CO-8',
  detail: `there is no API key ${id} in this company`,
});
