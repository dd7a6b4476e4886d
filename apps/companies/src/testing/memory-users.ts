import { setImmediate as turn } from 'node:timers/promises';
import type { ApiKey } from '../domain/api-key.js';
import type { Company } from '../domain/company.js';
import { type Staff, type User, noStaff } from '../domain/user.js';
import type { AccessUnitOfWork } from './users-suite.js';

interface Kept {
  readonly id: string;
}

/** One collection of one attempt, over what it has seen. */
class Attempt<State extends Kept> {
  readonly #seen: ReadonlyMap<string, State>;
  readonly #written = new Map<string, State>();

  constructor(private readonly documents: Map<string, State>) {
    this.#seen = new Map(documents);
  }

  readonly find = (id: string): State | undefined => this.#written.get(id) ?? this.#seen.get(id);
  readonly save = (state: State): void => void this.#written.set(state.id, state);

  isStale(): boolean {
    return [...this.#written.keys()].some((id) => this.documents.get(id) !== this.#seen.get(id));
  }
  commit(): void {
    for (const [id, state] of this.#written) this.documents.set(id, state);
  }
}

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
