import type { Clock } from '@reservoir/kernel';
import type { Caller } from '../../../domain/caller.js';
import type { ApiKeyQueries } from '../../mongo/queries/api-key.queries.js';
import type { UserQueries } from '../../mongo/queries/user.queries.js';
import { foundApiKey } from '../api-keys/api-key.view.js';
import type { FoundResource } from '../platform/resources.js';
import type { Management } from './management.js';
import { foundUser } from './user.view.js';

/** Reads users and API keys by the ids that outcomes name, for who manages them (CO-7, CO-8). */
export class AccessReader {
  constructor(
    private readonly users: Pick<UserQueries, 'find'>,
    private readonly keys: Pick<ApiKeyQueries, 'find'>,
    private readonly management: Management,
    private readonly clock: Clock,
  ) {}

  async user(id: string, caller: Caller): Promise<FoundResource | undefined> {
    const user = await this.users.find(id);
    return user && (await this.management.seesUsers(caller, user.companyId)) ? foundUser(user) : undefined;
  }

  async apiKey(id: string, caller: Caller): Promise<FoundResource | undefined> {
    const key = await this.keys.find(id);
    const sees = key && (await this.management.seesKeys(caller, key.companyId));
    return sees ? foundApiKey(key, this.clock.now()) : undefined;
  }
}
