import { type EnvOf, integer, onOff, parseEnv, port, serviceEnvShape, text } from '@reservoir/service';

/** What the gateway is. */
export const service = {
  name: 'api-gateway',
  summary: 'The HTTP API, and the read models behind it',
} as const;

/** Asymmetric only: with a shared secret, whoever can check a token can make one. */
const algorithms = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA'];

const jwsAlgorithms = () =>
  text()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .refine((list) => list.every((one) => algorithms.includes(one)), {
      error: `must be among ${algorithms.join(', ')}`,
    });

const httpUrl = () => text().refine(isHttpUrl, { error: 'must be an http or https URL' });

const shape = {
  ...serviceEnvShape,
  HEALTH_PORT: port().prefault('3100').describe('Port of /health/* and /metrics'),
  PORT: port().prefault('3000').describe('Port of the API'),
  AUTH_ISSUER: text().describe('Whose tokens are accepted: their iss'),
  AUTH_AUDIENCE: text().describe('Whom the tokens are for: their aud'),
  AUTH_JWKS_URI: httpUrl().describe('Where the public keys of the issuer are (a JSON Web Key Set)'),
  AUTH_ALGORITHMS: jwsAlgorithms().prefault('ES256,RS256').describe('How tokens may be signed'),
  RATE_LIMIT_PER_MINUTE: integer(1, 10_000_000)
    .prefault('12000')
    .describe('Requests of one caller in a minute, for each replica'),
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: integer(1, 10_000_000)
    .prefault('600')
    .describe('Requests of one address without a valid token in a minute, for each replica'),
  REQUESTS_AT_ONCE: integer(1, 100_000)
    .prefault('500')
    .describe('Requests that each replica answers at a time; further ones get 503'),
  TRUST_PROXY: onOff()
    .prefault('off')
    .describe('Take the address of callers from X-Forwarded-For; behind a proxy that sets it only'),
};

/** What the gateway is told by its environment. */
export type Env = EnvOf<typeof shape>;

/** Reads the environment, or says what is wrong with it and ends the process. */
export const readEnv = (): Env => parseEnv(service, shape, process.env, process.argv.slice(2));

function isHttpUrl(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}
