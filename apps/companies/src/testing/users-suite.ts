import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import type { ApiKeyDeps } from '../application/manage-api-keys.js';
import { createApiKey, revokeApiKey } from '../application/manage-api-keys.js';
import { type UserDeps, addUser, changeUser, removeUser } from '../application/manage-users.js';
import { userIdOf } from '../domain/user.js';
import { aDistributor, below, userOf } from './companies.fixtures.js';
import { aKey, aKeyWish, aUser, anAdding } from './users.fixtures.js';

/** What is loaded, by store. */
export interface AccessNeeds {
  readonly companies?: readonly string[];
  readonly users?: readonly string[];
  readonly staffs?: readonly string[];
  readonly apiKeys?: readonly string[];
}

/** Loads what is needed, decides, and saves, as one unit; again when others wrote in between. */
export type AccessUnitOfWork = <T>(
  needs: AccessNeeds,
  decide: (deps: UserDeps & ApiKeyDeps) => T,
) => Promise<T>;

const noon = instant('2026-11-21T12:00:00Z');

/** Makes a company, and runs decisions on its users and keys. */
async function companyNamed(run: AccessUnitOfWork, id: string) {
  const names = ['ann', 'bob', 'keyless', `user-of-${id}`];
  const needs = {
    companies: [id],
    staffs: [id],
    users: names.map((name) => userIdOf(id, name)),
    apiKeys: [`${id}-key`],
  };
  await run(needs, ({ companies }) => companies.save(below(aDistributor(), 'partner', id)));
  return <T>(decide: (deps: UserDeps & ApiKeyDeps) => T): Promise<T> => run(needs, decide);
}

/** What every implementation of the ports does. */
export function usersSuite(name: string, unitOfWork: () => AccessUnitOfWork): void {
  describe(`users and API keys in ${name}`, () => {
    it('gives nothing for ids that nobody has, and a staff of none', async () => {
      const found = await unitOfWork()({ users: ['u'], staffs: ['s'], apiKeys: ['k'] }, (deps) => [
        deps.users.find('u'),
        deps.staffs.find('s'),
        deps.apiKeys.find('k'),
      ]);
      expect(found).toEqual([undefined, { id: 's', inControl: 0, version: 0 }, undefined]);
    });

    it('gives back the whole state that was saved', async () => {
      const company = await companyNamed(unitOfWork(), 'kept');
      const request = anAdding({ companyId: 'kept', actor: userOf('kept') });
      const wish = aKeyWish({ id: 'kept-key', companyId: 'kept', actor: userOf('kept') });
      await company((deps) => [addUser(request, deps), createApiKey(wish, deps, noon)]);
      const found = await company(({ users, staffs, apiKeys }) => [
        users.find(userIdOf('kept', 'ann')),
        staffs.find('kept'),
        apiKeys.find('kept-key'),
      ]);
      expect(found).toEqual([
        aUser({ companyId: 'kept' }),
        { id: 'kept', inControl: 1, version: 1 },
        aKey({ id: 'kept-key', companyId: 'kept', createdBy: 'user-of-kept' }),
      ]);
    });

    it('CO-7 two in control who remove each other: one stays', async () => {
      const company = await companyNamed(unitOfWork(), 'duel');
      await company((deps) => {
        for (const userId of ['ann', 'bob'])
          addUser(anAdding({ companyId: 'duel', userId, actor: userOf('duel') }), deps);
      });
      const removal = (userId: string, by: string) =>
        company((deps) =>
          removeUser({ companyId: 'duel', userId, actor: { ...userOf('duel'), userId: by } }, deps),
        );
      const outcomes = await Promise.all([removal('ann', 'bob'), removal('bob', 'ann')]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await company(({ staffs }) => staffs.find('duel'))).inControl).toBe(1);
    });

    it('CO-7 20 parallel registrations of one user: one wins', async () => {
      const company = await companyNamed(unitOfWork(), 'contested');
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          company((deps) =>
            addUser(anAdding({ companyId: 'contested', name: `N ${n}`, actor: userOf('contested') }), deps),
          ),
        ),
      );
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.filter((outcome) => !outcome.ok && outcome.error.code === 'user-exists')).toHaveLength(
        19,
      );
    });

    it('CO-7 20 parallel revocations of one key: it is revoked once', async () => {
      const company = await companyNamed(unitOfWork(), 'revoked');
      const actor = userOf('revoked');
      await company((deps) =>
        createApiKey(aKeyWish({ id: 'revoked-key', companyId: 'revoked', actor }), deps, noon),
      );
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () =>
          company((deps) => revokeApiKey({ id: 'revoked-key', companyId: 'revoked', actor }, deps, noon)),
        ),
      );
      const events = outcomes.map((outcome) => (outcome.ok ? outcome.value.events.length : NaN));
      expect(events.reduce((sum, count) => sum + count)).toBe(1);
      expect((await company(({ apiKeys }) => apiKeys.find('revoked-key')))?.version).toBe(2);
    });

    it('a refusal leaves nothing behind', async () => {
      const company = await companyNamed(unitOfWork(), 'refused');
      const nobody = userOf('refused', 'monitoring');
      const outcomes = await company((deps) => [
        addUser(anAdding({ companyId: 'refused', actor: nobody }), deps),
        changeUser({ companyId: 'refused', userId: 'ann', name: 'B', actor: userOf('refused') }, deps),
        createApiKey(aKeyWish({ id: 'refused-key', companyId: 'refused', actor: nobody }), deps, noon),
      ]);
      expect(outcomes.map(({ ok }) => ok)).toEqual([false, false, false]);
      const found = await company(({ users, apiKeys }) => [
        users.find(userIdOf('refused', 'ann')),
        apiKeys.find('refused-key'),
      ]);
      expect(found).toEqual([undefined, undefined]);
    });
  });
}
