import type { Instant } from '@reservoir/kernel';
import type { Actor } from './actor.js';
import type { UserRole } from './user.js';

/** What a program of a company identifies itself with (CO-7). The key itself is known to nobody but its owner. */
export interface ApiKey {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly role: UserRole;
  readonly readOnly: boolean;
  /** SHA-256 of the whole key. */
  readonly secretHash: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt: Instant;
  /** Null as long as it is not revoked. */
  readonly revokedAt: Instant | null;
  readonly revokedBy: string | null;
  readonly version: number;
}

/** What happened to an API key, and who did it. */
export interface ApiKeyEvent {
  readonly type: 'api-key-created' | 'api-key-revoked';
  readonly key: ApiKey;
  readonly by: Actor;
}
