import { Controller, Inject } from '@nestjs/common';
import {
  type ApiKeyFact,
  type UserFact,
  apiKeyCreated,
  apiKeyRevoked,
  userAdded,
  userChanged,
  userRemoved,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

const user = ({ id }: UserFact) => ({ users: [id] });
const apiKey = ({ id }: ApiKeyFact) => ({ 'api-keys': [id] });

/** companies.events.v1 → users, api-keys: who may enter, on every replica (CO-7). */
@Controller()
export class AccessProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(userAdded, user)
  userAdded(fact: UserFact, context: RecordContext): void {
    this.#user(fact, context);
  }

  @Handles(userChanged, user)
  userChanged(fact: UserFact, context: RecordContext): void {
    this.#user(fact, context);
  }

  @Handles(userRemoved, user)
  userRemoved(fact: UserFact, context: RecordContext): void {
    this.#user(fact, context);
  }

  @Handles(apiKeyCreated, apiKey)
  keyCreated(fact: ApiKeyFact, context: RecordContext): void {
    this.#key(fact, context);
  }

  @Handles(apiKeyRevoked, apiKey)
  keyRevoked(fact: ApiKeyFact, context: RecordContext): void {
    this.#key(fact, context);
  }

  #user({ by: _, ...state }: UserFact, context: RecordContext): void {
    apply(this.stores.users, context, state);
  }

  #key({ by: _, ...state }: ApiKeyFact, context: RecordContext): void {
    apply(this.stores['api-keys'], context, state);
  }
}
