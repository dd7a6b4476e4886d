import { type Result, err, ok } from '@reservoir/kernel';
import { companyId, id, role } from '@reservoir/messages';
import { type JWTPayload, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { apiKeyPrefix } from '../../../domain/registration.js';
import { Problem } from './problem.js';

/** Whose tokens are accepted. */
export interface IssuerSettings {
  readonly authIssuer: string;
  readonly authAudience: string;
  readonly authJwksUri: string;
  /** Pinned: `none`, and what the key of another algorithm would verify, is refused. */
  readonly authAlgorithms: readonly string[];
}

/** What a token says of its bearer: the user, the company and the role; an operator has no company (CO-10). */
const claims = z
  .object({
    sub: id.refine((sub) => !sub.startsWith(apiKeyPrefix), { message: 'is what an API key acts under' }),
    company: companyId.optional(),
    role,
  })
  .refine((token) => (token.role === 'operator') === (token.company === undefined), {
    message: 'an operator has no company, everybody else has one',
  });
/** What is known of the bearer of a token or an API key, by its word alone. */
export type Claims = z.output<typeof claims> & {
  /** An API key that reads only. */
  readonly readOnly?: boolean;
};

/** Of all clocks that say when a token expires. */
const toleranceSeconds = 5;
/** What a verified token says is known for so long, which is less than the issuer's keys are (jose: 10 minutes). */
const knownForMs = 60_000;
/** Characters of all tokens that are known. */
const knownAtMost = 4_000_000;

/** Verifies bearer tokens against the issuer's published keys; one that comes again within a minute is not verified again. */
export class TokenVerifier {
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;
  readonly #known = new LRUCache<string, Claims>({
    maxSize: knownAtMost,
    sizeCalculation: (_, token) => token.length,
  });

  constructor(private readonly issuer: IssuerSettings) {
    this.#keys = createRemoteJWKSet(new URL(issuer.authJwksUri), { timeoutDuration: 3000 });
  }

  /** @param authorization the header, as it came */
  async verify(authorization: string | undefined): Promise<Result<Claims, Problem>> {
    if (authorization === undefined) return err(unauthenticated());
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return err(invalidToken('The Authorization header holds no bearer token.'));
    const known = this.#known.get(token);
    if (known) return ok(known);
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer: this.issuer.authIssuer,
        audience: this.issuer.authAudience,
        algorithms: [...this.issuer.authAlgorithms],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: toleranceSeconds,
      });
      const parsed = claims.safeParse(payload);
      if (!parsed.success) return err(invalidToken(claimFault(parsed.error)));
      this.#known.set(token, parsed.data, { ttl: knownFor(payload) });
      return ok(parsed.data);
    } catch (error) {
      return err(problemOf(error));
    }
  }
}

/** In milliseconds, 1 at least: not longer than the token is valid. */
const knownFor = ({ exp = 0 }: JWTPayload): number =>
  Math.max(1, Math.min(knownForMs, (exp + toleranceSeconds) * 1000 - Date.now()));

/** What a client without valid credentials is told to send (RFC 6750 §3). */
export const challenge = (error?: string): Readonly<Record<string, string>> => ({
  'www-authenticate': `Bearer realm="reservoir"${error ? `, error="${error}"` : ''}`,
});

const unauthenticated = (): Problem =>
  new Problem('unauthenticated', {
    detail: 'Send Authorization: Bearer and a token or an API key.',
    headers: challenge(),
  });

const invalidToken = (detail: string): Problem =>
  new Problem('invalid-token', { detail, headers: challenge('invalid_token') });

const claimFault = (error: z.ZodError): string =>
  `The token lacks a claim that is needed: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ')}.`;

/** What is the token's fault is 401; that the issuer's keys cannot be read is not. */
function problemOf(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return invalidToken('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return invalidToken(`The token's claim ${error.claim} is not as it must be.`);
  if (isTokenFault(error))
    return invalidToken('The token was not signed by the issuer with an accepted algorithm.');
  return new Problem('issuer-unavailable', {
    detail: 'Tokens cannot be checked now. Try again soon.',
    headers: { 'retry-after': '5' },
    cause: error,
  });
}

const isTokenFault = (error: unknown): boolean =>
  [
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
    errors.JWKSNoMatchingKey,
    errors.JWKSMultipleMatchingKeys,
    errors.JWSInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JWTInvalid,
  ].some((kind) => error instanceof kind);
