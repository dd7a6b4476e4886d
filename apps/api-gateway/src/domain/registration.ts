import { idFor } from '@reservoir/kernel';
import type { Caller } from './caller.js';

/** The id of a user's registration: two companies may know the same `sub`, each by its own (docs/adr/0007). */
export const registrationIdOf = (companyId: string, userId: string): string =>
  idFor('user', companyId, userId);

/** API keys act under this name; no user may have it. */
export const apiKeyPrefix = 'api-key:';

/** Whose users or keys are to be managed. */
interface Managed {
  readonly id: string;
  readonly type: string;
  readonly parentId: string | null;
}

/** Who manages the users of a company (CO-7): itself, the partner of a customer, and the operator. */
export const managesUsersOf = ({ role, company }: Caller, of: Managed): boolean =>
  role === 'operator' ||
  (role === 'total-control' &&
    company !== null &&
    (company.id === of.id || (of.type === 'customer' && of.parentId === company.id)));

/** Who sees and revokes the API keys of a company (CO-7, CO-10): itself, and the operator. */
export const managesKeysOf = ({ role, company }: Caller, of: Managed): boolean =>
  role === 'operator' || (role === 'total-control' && company?.id === of.id);

/** What programs may not do, whatever their role (CO-7). */
export const isApiKey = ({ userId }: Caller): boolean => userId.startsWith(apiKeyPrefix);
