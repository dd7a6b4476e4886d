import { describe, expect, it } from '@jest/globals';
import { instant, newId } from '@reservoir/kernel';
import type { ReadModels } from '../../../read-models.js';
import { anApiKey } from '../../../testing/access-facts.js';
import { hashOfApiKey, newApiKey } from './api-key-format.js';
import { ApiKeyVerifier } from './api-key-verifier.js';

const id = newId();
const key = newApiKey(id);
const expiresAt = instant('2027-02-19T12:00:00Z');
const noon = instant('2026-11-21T12:00:00Z');
const kept: ReadModels['api-keys'] = { ...anApiKey(key), expiresAt, createdAt: noon, revokedAt: null };

const verifierOf = (differing: Partial<typeof kept> = {}, now = noon) =>
  new ApiKeyVerifier(
    { find: async (asked) => (asked === id ? { ...kept, ...differing } : undefined) },
    { now: () => now },
  );
const codeOf = async (verifier: ApiKeyVerifier, text = key) => {
  const verified = await verifier.verify(text);
  return verified.ok ? 'passes' : verified.error.code;
};

describe('CO-7 an API key', () => {
  it('speaks for its company with its role, under a name of its own', async () =>
    expect(await verifierOf({ role: 'monitoring', readOnly: true }).verify(key)).toEqual({
      ok: true,
      value: { sub: `api-key:${id}`, company: 'partner-gold', role: 'monitoring', readOnly: true },
    }));

  it('passes until the instant at which it expires', async () => {
    expect(await codeOf(verifierOf({}, instant('2027-02-19T11:59:59.999Z')))).toBe('passes');
    expect(await codeOf(verifierOf({}, expiresAt))).toBe('api-key-expired');
  });

  it('is refused once revoked, expired or not', async () => {
    expect(await codeOf(verifierOf({ revokedAt: noon }))).toBe('api-key-revoked');
    expect(await codeOf(verifierOf({ revokedAt: noon }, expiresAt))).toBe('api-key-revoked');
  });

  it('that is unknown, mistyped, or of the right id with another secret gets one answer', async () => {
    const verifier = verifierOf({ revokedAt: noon });
    const answers = [newApiKey(newId()), `${key.slice(0, -1)}~`, newApiKey(id)].map((text) =>
      verifier.verify(text),
    );
    const [first, ...others] = await Promise.all(answers);
    expect(first).toMatchObject({ ok: false, error: { code: 'invalid-api-key', status: 401 } });
    for (const other of others) expect(other).toEqual(first);
  });

  it('is looked up only if its checksum is right', async () => {
    const verifier = new ApiKeyVerifier(
      { find: () => Promise.reject(new Error('asked')) },
      { now: () => noon },
    );
    expect(await codeOf(verifier, 'rsv_0000000000000000000000_nonsense')).toBe('invalid-api-key');
    expect(await codeOf(verifier)).toBe('internal-error');
  });

  it('is kept as a hash that is not the key', () => {
    expect(kept.secretHash).toBe(hashOfApiKey(key));
    expect(JSON.stringify(kept)).not.toContain(key.slice(30));
  });
});
