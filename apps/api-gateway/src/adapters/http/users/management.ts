import type { Caller } from '../../../domain/caller.js';
import { managesKeysOf, managesUsersOf } from '../../../domain/registration.js';
import { requirePerson } from '../platform/http-guard.js';
import { Problem } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';

/** Who may see and change whose users and API keys (CO-7, CO-8); the companies service decides again. */
export class Management {
  constructor(private readonly tenancy: Tenancy) {}

  /** @throws Problem unknown-company, api-key-not-allowed, not-the-managing-company */
  async requireUsers(caller: Caller, companyId: string): Promise<void> {
    requirePerson(caller);
    const company = await this.tenancy.require(caller, companyId);
    if (!managesUsersOf(caller, company))
      throw notTheManagingCompany(
        'Users are managed by their own company, and those of a customer by its partner too.',
      );
  }

  /** @throws Problem unknown-company, api-key-not-allowed, not-the-managing-company */
  async requireKeys(caller: Caller, companyId: string): Promise<void> {
    requirePerson(caller);
    const company = await this.tenancy.require(caller, companyId);
    if (!managesKeysOf(caller, company)) throw keysAreTheirOwn();
  }

  /** @throws Problem as `requireKeys`; also for the operator, who revokes keys and makes none (CO-10) */
  async requireOwnKeys(caller: Caller, companyId: string): Promise<void> {
    await this.requireKeys(caller, companyId);
    if (caller.company?.id !== companyId) throw keysAreTheirOwn();
  }

  /** The same questions, for what an outcome names. */
  async seesUsers(caller: Caller, companyId: string): Promise<boolean> {
    const company = await this.tenancy.find(caller, companyId);
    return company !== undefined && managesUsersOf(caller, company);
  }

  async seesKeys(caller: Caller, companyId: string): Promise<boolean> {
    const company = await this.tenancy.find(caller, companyId);
    return company !== undefined && managesKeysOf(caller, company);
  }
}

const notTheManagingCompany = (detail: string): Problem =>
  new Problem('not-the-managing-company', { rule: 'CO-7', detail });

const keysAreTheirOwn = (): Problem => notTheManagingCompany('API keys are managed by their own company.');
