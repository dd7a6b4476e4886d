import { plusMs } from '@reservoir/kernel';
import {
  type DataOf,
  addUser,
  apiKeyCreated,
  apiKeyRevoked,
  companiesOperationCompleted,
  createApiKey,
  removeUser,
  revokeApiKey,
  userAdded,
  userRemoved,
} from '@reservoir/messages';
import type { OutgoingCommand } from '@reservoir/service';
import { registrationIdOf } from '../../../domain/registration.js';
import type { TestGateway, Told } from './gateway.js';
import { of } from './gateway.js';

type KeyFact = DataOf<typeof apiKeyCreated>;
type UserFact = DataOf<typeof userAdded>;

const dayMs = 86_400_000;

/** Plays the companies service, as far as it says yes to commands on users and API keys. */
export class AccessService {
  readonly #keys = new Map<string, KeyFact>();
  readonly #users = new Map<string, UserFact>();

  constructor(private readonly gateway: TestGateway) {}

  /** For `gateway.onCommand`: the outcome and the fact travel on two topics, either may come first. */
  readonly answer = (command: OutgoingCommand): void => {
    setTimeout(() => void this.#handle(command));
  };

  /** Creates a key through the API, by somebody in total control. */
  async newKey(company: string, body: object = {}): Promise<Told> {
    return this.gateway.call('POST', `/v1/companies/${company}/api-keys`, {
      as: of(company),
      body: { name: 'A key', role: 'total-control', ...body },
    });
  }

  async #handle({ id, message, data }: OutgoingCommand): Promise<void> {
    if (message === createApiKey) await this.#create(id, data as DataOf<typeof createApiKey>);
    else if (message === revokeApiKey) await this.#revoke(id, data as DataOf<typeof revokeApiKey>);
    else if (message === addUser) await this.#add(id, data as DataOf<typeof addUser>);
    else if (message === removeUser) await this.#remove(id, data as DataOf<typeof removeUser>);
  }

  async #create(operationId: string, command: DataOf<typeof createApiKey>): Promise<void> {
    const { expiresInDays, actor: by, ...described } = command;
    const now = this.gateway.now;
    const key: KeyFact = {
      ...described,
      createdAt: now,
      createdBy: by.userId,
      expiresAt: plusMs(now, expiresInDays * dayMs),
      revokedAt: null,
      revokedBy: null,
      version: 1,
      by,
    };
    this.#keys.set(key.id, key);
    await Promise.all([this.gateway.tell(apiKeyCreated, key), this.#completed(operationId, 'api-keys', key)]);
  }

  async #revoke(operationId: string, { id, actor: by }: DataOf<typeof revokeApiKey>): Promise<void> {
    const key = { ...this.#keys.get(id)!, revokedAt: this.gateway.now, revokedBy: by.userId, version: 2, by };
    await Promise.all([this.gateway.tell(apiKeyRevoked, key), this.#completed(operationId, 'api-keys', key)]);
  }

  async #add(operationId: string, { actor: by, ...user }: DataOf<typeof addUser>): Promise<void> {
    const id = registrationIdOf(user.companyId, user.userId);
    const fact: UserFact = { id, ...user, state: 'active', version: 1, by };
    this.#users.set(id, fact);
    await Promise.all([this.gateway.tell(userAdded, fact), this.#completed(operationId, 'users', fact)]);
  }

  async #remove(
    operationId: string,
    { companyId, userId, actor: by }: DataOf<typeof removeUser>,
  ): Promise<void> {
    const known = this.#users.get(registrationIdOf(companyId, userId))!;
    const fact: UserFact = { ...known, name: null, email: null, state: 'removed', version: 2, by };
    await Promise.all([this.gateway.tell(userRemoved, fact), this.#completed(operationId, 'users', fact)]);
  }

  #completed(
    operationId: string,
    kind: 'users' | 'api-keys',
    { id, version }: { readonly id: string; readonly version: number },
  ): Promise<void> {
    return this.gateway.tell(companiesOperationCompleted, {
      operationId,
      outcome: 'succeeded',
      resource: { kind, id },
      refusal: null,
      requires: [{ kind, id, version }],
    });
  }
}
