import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { aDistributor, below, operator, userOf } from '../testing/companies.fixtures.js';
import { aKey, aKeyWish } from '../testing/users.fixtures.js';
import type { ApiKey } from './api-key.js';
import { decideKeyCreation, decideRevocation } from './manage-api-keys.js';

const gold = below(aDistributor(), 'partner', 'partner-gold');
const noon = instant('2026-11-21T12:00:00Z');
const around = (key?: ApiKey) => ({ company: gold, registered: undefined, key });
const actor = userOf(gold);

describe('CO-7 creating an API key', () => {
  it('keeps its hash, its role and its end, and says who did it', () => {
    const key = aKey();
    expect(decideKeyCreation(aKeyWish(), around(), noon)).toEqual({
      ok: true,
      value: { state: key, events: [{ type: 'api-key-created', key, by: actor }] },
    });
  });

  it.each([
    [1, '2026-11-22T12:00:00.000Z'],
    [365, '2027-11-21T12:00:00.000Z'],
  ])('for %d days ends at %s', (expiresInDays, expiresAt) =>
    expect(decideKeyCreation(aKeyWish({ expiresInDays }), around(), noon)).toMatchObject({
      value: { state: { expiresAt } },
    }),
  );

  it('refuses an id that is taken', () =>
    expect(decideKeyCreation(aKeyWish(), around(aKey()), noon)).toMatchObject({
      error: { code: 'api-key-exists' },
    }));

  it.each([
    ['monitoring', userOf(gold, 'monitoring'), 'role-not-allowed'],
    ['an API key', { ...actor, userId: 'api-key:one' }, 'api-key-not-allowed'],
    ['the operator', operator, 'not-the-managing-company'],
  ])('refuses %s', (_who, by, code) =>
    expect(decideKeyCreation(aKeyWish({ actor: by }), around(), noon)).toMatchObject({ error: { code } }),
  );
});

describe('CO-7 revoking an API key', () => {
  const request = { id: 'key-one', companyId: 'partner-gold', actor };

  it('notes when and by whom', () => {
    const key = aKey({ revokedAt: noon, revokedBy: 'user-of-partner-gold', version: 2 });
    expect(decideRevocation(request, around(aKey()), noon)).toEqual({
      ok: true,
      value: { state: key, events: [{ type: 'api-key-revoked', key, by: actor }] },
    });
  });

  it('answers the second time like the first, without an event', () => {
    const key = aKey({ revokedAt: noon, revokedBy: 'somebody', version: 2 });
    expect(decideRevocation(request, around(key), instant('2026-12-01T00:00:00Z'))).toEqual({
      ok: true,
      value: { state: key, events: [] },
    });
  });

  it('CO-8 the key of another company is as unknown as none', () => {
    const foreign = decideRevocation(request, around(aKey({ companyId: 'partner-silver' })), noon);
    expect(foreign).toMatchObject({ error: { code: 'unknown-api-key', rule: 'CO-8' } });
    expect(foreign).toEqual(decideRevocation(request, around(), noon));
  });

  it('refuses who may not', () =>
    expect(
      decideRevocation({ ...request, actor: userOf(gold, 'security-admin') }, around(aKey()), noon),
    ).toMatchObject({ error: { code: 'role-not-allowed' } }));
});
