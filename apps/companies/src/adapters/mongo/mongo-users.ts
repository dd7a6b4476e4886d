import { Aggregates, type Chunk, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';
import type { ApiKeys } from '../../application/api-keys.js';
import type { Staffs, Users } from '../../application/users.js';
import type { ApiKey } from '../../domain/api-key.js';
import { type Staff, type User, noStaff } from '../../domain/user.js';
import { apiKeySchema, staffSchema, userSchema } from './user.schemas.js';

/** Users and API keys in MongoDB. */
export class MongoUsers {
  /** By the names that needs use. */
  readonly stores: {
    readonly users: Aggregates<User>;
    readonly staffs: Aggregates<Staff>;
    readonly apiKeys: Aggregates<ApiKey>;
  };

  constructor(connection: Connection) {
    this.stores = {
      users: aggregates<User>(connection, 'User', userSchema),
      staffs: aggregates<Staff>(connection, 'Staff', staffSchema),
      apiKeys: aggregates<ApiKey>(connection, 'ApiKey', apiKeySchema),
    };
  }

  /** The users and keys that the chunk has loaded. */
  in(chunk: Chunk): { readonly users: Users; readonly staffs: Staffs; readonly apiKeys: ApiKeys } {
    const { users, staffs, apiKeys } = this.stores;
    return {
      users: { find: (id) => users.find(chunk, id), save: (user) => users.put(chunk, user) },
      staffs: {
        find: (companyId) => staffs.find(chunk, companyId) ?? noStaff(companyId),
        save: (staff) => staffs.put(chunk, staff),
      },
      apiKeys: { find: (id) => apiKeys.find(chunk, id), save: (key) => apiKeys.put(chunk, key) },
    };
  }
}

const aggregates = <State extends Versioned>(
  connection: Connection,
  name: string,
  schema: Schema,
): Aggregates<State> => new Aggregates(connection.model(name, schema));
