import { timingSafeEqual } from 'node:crypto';
import { type Clock, type Result, err, ok } from '@reservoir/kernel';
import { apiKeyPrefix } from '../../../domain/registration.js';
import type { ReadModels } from '../../../read-models.js';
import { hashOfApiKey, idOfApiKey } from './api-key-format.js';
import { Problem } from './problem.js';
import { problemFrom } from './problem-filter.js';
import { inTime } from './time-limit.js';
import { type Claims, challenge } from './token-verifier.js';

type ApiKey = ReadModels['api-keys'];

/** Where the API keys are read: at every use, so that a revocation holds on every replica as soon as it is answered. */
interface ApiKeys {
  find(id: string): Promise<ApiKey | undefined>;
}

const lookUpMs = 5000;

/** Verifies API keys (CO-7) against the read model. */
export class ApiKeyVerifier {
  constructor(
    private readonly keys: ApiKeys,
    private readonly clock: Clock,
  ) {}

  /** Only who holds a key that was valid hears what became of it; all else is one answer. */
  async verify(text: string): Promise<Result<Claims, Problem>> {
    try {
      const id = idOfApiKey(text);
      const key = id === undefined ? undefined : await inTime(lookUpMs, this.keys.find(id));
      if (!key || !isSame(key.secretHash, hashOfApiKey(text))) return err(refused('invalid-api-key'));
      if (key.revokedAt !== null) return err(refused('api-key-revoked'));
      if (key.expiresAt <= this.clock.now()) return err(refused('api-key-expired'));
      const { companyId: company, role, readOnly } = key;
      return ok({ sub: `${apiKeyPrefix}${key.id}`, company, role, readOnly });
    } catch (error) {
      return err(problemFrom(error));
    }
  }
}

/** In a time that does not tell how much was right. */
const isSame = (kept: string, given: string): boolean =>
  kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given));

const details = {
  'invalid-api-key': 'There is no such API key: it was mistyped, or never was one.',
  'api-key-revoked': 'The API key was revoked.',
  'api-key-expired': 'The API key has expired: create a new one.',
};

const refused = (code: keyof typeof details): Problem =>
  new Problem(code, { rule: 'CO-7', detail: details[code], headers: challenge('invalid_token') });
