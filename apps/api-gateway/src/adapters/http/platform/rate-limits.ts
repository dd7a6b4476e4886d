import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { HttpRequest } from './http-types.js';
import { claimsOf } from './identities.js';
import { Problem } from './problem.js';

/** How much one caller may ask for. */
export interface RateLimits {
  readonly rateLimitPerMinute: number;
  readonly rateLimitAnonymousPerMinute: number;
}

const windowSeconds = 60;

/** A user of a company, whatever token it holds; an address for who has no valid token. */
function callerKey(request: HttpRequest): string {
  const claims = claimsOf(request);
  return claims.ok
    ? `user ${claims.value.company ?? 'operator'} ${claims.value.sub}`
    : `address ${request.ip}`;
}

/** Counts requests by caller, in this process, and tells each what is left. */
export async function limitRates(app: NestFastifyApplication, limits: RateLimits): Promise<void> {
  await app.register(rateLimit, {
    timeWindow: windowSeconds * 1000,
    cache: 20_000,
    enableDraftSpec: true,
    keyGenerator: callerKey,
    max: (_request, key) =>
      key.startsWith('user ') ? limits.rateLimitPerMinute : limits.rateLimitAnonymousPerMinute,
    errorResponseBuilder: (_request, { max, ttl }) =>
      new Problem('too-many-requests', {
        detail: `At most ${max} requests a minute.`,
        headers: { 'retry-after': String(Math.ceil(ttl / 1000)) },
      }),
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onSend', (_request, reply, payload, done) => {
    const [limit, remaining, reset] = ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map(
      (name) => reply.getHeader(name),
    );
    if (limit !== undefined)
      void reply.headers({
        'ratelimit-policy': `"caller";q=${String(limit)};w=${windowSeconds}`,
        ratelimit: `"caller";r=${String(remaining)};t=${String(reset)}`,
      });
    done(null, payload);
  });
}
