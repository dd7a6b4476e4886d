import type { Chunk } from '@reservoir/messaging';
import type { ApiKeys } from '../../application/api-keys.js';
import type { Staffs, Users } from '../../application/users.js';

/** Gives the users and API keys bound to a unit of work. */
export interface AccessOfChunk {
  in(chunk: Chunk): { readonly users: Users; readonly staffs: Staffs; readonly apiKeys: ApiKeys };
}

/** Injection token of `AccessOfChunk`. */
export const ACCESS = Symbol('access');
