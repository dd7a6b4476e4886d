import { describe, expect, it } from '@jest/globals';
import {
  type DataOf,
  type MessageDefinition,
  addUser,
  apiKeyCreated,
  changeUser,
  createApiKey,
  removeUser,
  revokeApiKey,
} from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { ApiKey } from '../../domain/api-key.js';
import { type Staff, type User, noStaff, userIdOf } from '../../domain/user.js';
import { commandContext, noon, published } from '@reservoir/testing/handlers';
import { aDistributor, below, userOf } from '../../testing/companies.fixtures.js';
import { aKey, aKeyWish, aUser, anAdding } from '../../testing/users.fixtures.js';
import { ApiKeysController } from './api-keys.controller.js';
import { UsersController } from './users.controller.js';

/** Ports over maps. */
const inMemory = <State extends { readonly id: string }>(map: Map<string, State>) => ({
  find: (id: string) => map.get(id),
  save: (state: State) => void map.set(state.id, state),
});

const companies = inMemory(new Map([['partner-gold', below(aDistributor(), 'partner', 'partner-gold')]]));
const staffs = inMemory(new Map<string, Staff>());
const ports = {
  users: inMemory(new Map<string, User>()),
  apiKeys: inMemory(new Map<string, ApiKey>()),
  staffs: { ...staffs, find: (id: string) => staffs.find(id) ?? noStaff(id) },
};
const users = new UsersController({ in: () => companies }, { in: () => ports });
const keys = new ApiKeysController({ in: () => companies }, { in: () => ports });
const actor = userOf('partner-gold');
const who = { companyId: 'partner-gold', userId: 'ann', actor };

function send<M extends MessageDefinition>(
  message: M,
  data: DataOf<M>,
  handle: (data: DataOf<M>, context: RecordContext) => void,
) {
  const context = commandContext(message, data);
  handle(data, context);
  return published(context);
}

const answered = (kind: string, id: string, version: number) => ({
  type: 'reservoir.companies.operation-completed.v1',
  key: 'op-1',
  data: {
    operationId: 'op-1',
    outcome: 'succeeded',
    resource: { kind, id },
    refusal: null,
    requires: [{ kind, id, version }],
  },
});
const annsId = userIdOf('partner-gold', 'ann');
const fact = (type: string, user: Partial<User>, sequence: number) => ({
  type: `reservoir.companies.${type}.v1`,
  key: `user:${annsId}`,
  sequence,
  data: { ...aUser({ version: sequence, ...user }), by: actor },
});

describe('CO-7 commands on users', () => {
  it('publish the whole state with who did it, under a key that no company has', () => {
    expect(send(addUser, anAdding(), (data, context) => users.add(data, context))).toEqual([
      fact('user-added', {}, 1),
      answered('users', annsId, 1),
    ]);
    expect(
      send(changeUser, { ...who, email: 'a@gold.example' }, (data, context) => users.change(data, context)),
    ).toEqual([fact('user-changed', { email: 'a@gold.example' }, 2), answered('users', annsId, 2)]);
  });

  it('answer a refusal, and publish nothing else', () =>
    expect(send(removeUser, who, (data, context) => users.remove(data, context))).toMatchObject([
      { data: { outcome: 'refused', resource: null, refusal: { code: 'last-total-control', rule: 'CO-7' } } },
    ]));

  it('take the personal data out of the fact of who was removed', () => {
    send(addUser, anAdding({ userId: 'bob' }), (data, context) => users.add(data, context));
    expect(send(removeUser, who, (data, context) => users.remove(data, context))[0]).toEqual(
      fact('user-removed', { state: 'removed', name: null, email: null }, 3),
    );
  });

  it('are refused to who was removed meanwhile', () =>
    expect(
      send(addUser, anAdding({ userId: 'eve', actor: { ...actor, userId: 'ann' } }), (data, context) =>
        users.add(data, context),
      ),
    ).toMatchObject([{ data: { refusal: { code: 'user-removed' } } }]));
});

describe('CO-7 commands on API keys', () => {
  const revocation = { id: 'key-one', companyId: 'partner-gold', actor };

  it('publish the hash, never the key, under a key that no company has', () => {
    expect(send(createApiKey, aKeyWish(), (data, context) => keys.create(data, context))).toEqual([
      {
        type: apiKeyCreated.type,
        key: 'api-key:key-one',
        sequence: 1,
        data: { ...aKey(), by: actor },
      },
      answered('api-keys', 'key-one', 1),
    ]);
  });

  it('answer a second revocation like the first, without a second fact', () => {
    const revoke = () => send(revokeApiKey, revocation, (data, context) => keys.revoke(data, context));
    expect(revoke()).toMatchObject([
      { key: 'api-key:key-one', sequence: 2, data: { revokedAt: noon, revokedBy: actor.userId } },
      answered('api-keys', 'key-one', 2),
    ]);
    expect(revoke()).toEqual([answered('api-keys', 'key-one', 2)]);
  });

  it('answer a refusal', () =>
    expect(
      send(revokeApiKey, { ...revocation, id: 'other' }, (data, context) => keys.revoke(data, context)),
    ).toMatchObject([{ data: { refusal: { code: 'unknown-api-key', rule: 'CO-8' } } }]));
});
