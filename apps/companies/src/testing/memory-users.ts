import { setImmediate as turn } from 'node:timers/promises';
import type { ApiKey } from '../domain/api-key.js';
import type { Company } from '../domain/company.js';
import { type Staff, type User, noStaff } from '../domain/user.js';
import { Attempt } from './attempt.js';
import type { AccessUnitOfWork } from './users-suite.js';

/** Users and API keys in memory, with the conflicts that a database has: what was read and is written must not have changed. */
export function memoryUsers(): AccessUnitOfWork {
  const kept = {
    companies: new Map<string, Company>(),
    users: new Map<string, User>(),
    staffs: new Map<string, Staff>(),
    apiKeys: new Map<string, ApiKey>(),
  };
  return async (_needs, decide) => {
    for (;;) {
      const companies = new Attempt(kept.companies);
      const users = new Attempt(kept.users);
      const staffs = new Attempt(kept.staffs);
      const apiKeys = new Attempt(kept.apiKeys);
      const all = [companies, users, staffs, apiKeys];
      await turn();
      const value = decide({
        companies,
        users,
        apiKeys,
        staffs: { find: (id) => staffs.find(id) ?? noStaff(id), save: staffs.save },
      });
      await turn();
      if (all.some((attempt) => attempt.isStale())) continue;
      for (const attempt of all) attempt.commit();
      return value;
    }
  };
}
