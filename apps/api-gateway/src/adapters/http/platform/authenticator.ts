import type { Result } from '@reservoir/kernel';
import type { ApiKeyVerifier } from './api-key-verifier.js';
import type { Problem } from './problem.js';
import type { Claims, TokenVerifier } from './token-verifier.js';

/** Knows who speaks by the Authorization header: a token of the issuer, or an API key of ours. */
export class Authenticator {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly apiKeys: ApiKeyVerifier,
  ) {}

  /** @param authorization the header, as it came */
  verify(authorization: string | undefined): Promise<Result<Claims, Problem>> {
    const key = /^Bearer +(rsv_\S*)$/i.exec(authorization ?? '')?.[1];
    return key === undefined ? this.tokens.verify(authorization) : this.apiKeys.verify(key);
  }
}
