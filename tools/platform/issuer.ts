import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

/** Who a development token speaks for. */
const tokenRequest = z.strictObject({
  /** Absent for the operator, who is no company (CO-10). */
  company: z.string().min(1).optional(),
  role: z.enum(['total-control', 'license-and-security-admin', 'security-admin', 'monitoring', 'operator']),
  user: z.string().min(1).default('developer'),
  ttlSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .default(8 * 3600),
});
export type TokenRequest = z.input<typeof tokenRequest>;

/** An issuer of tokens for a development machine: it gives anybody any token, and exists in the local start only. */
export interface DevelopmentIssuer {
  readonly url: string;
  readonly audience: string;
  readonly jwksUri: string;
  token(request: TokenRequest): Promise<string>;
  close(): Promise<void>;
}

const audience = 'reservoir';
const keyId = 'development';

/** Starts the issuer on a port of 127.0.0.1, with a key that is made anew each time. */
export async function startIssuer(port: number): Promise<DevelopmentIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'ES256', use: 'sig' }] };
  let url = '';
  const sign = async (request: TokenRequest): Promise<string> => signToken(privateKey, url, request);
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/jwks.json') answer(200, jwks);
    else if (request.url?.startsWith('/token?')) {
      const query = Object.fromEntries(new URL(request.url, url).searchParams);
      const ttlSeconds = query['ttlSeconds'] === undefined ? {} : { ttlSeconds: Number(query['ttlSeconds']) };
      const parsed = tokenRequest.safeParse({ ...query, ...ttlSeconds });
      if (!parsed.success) answer(400, { error: z.prettifyError(parsed.error) });
      else void sign(parsed.data).then((token) => answer(200, { token }));
    } else answer(404, { error: 'GET /token?company=…&role=…, or /.well-known/jwks.json' });
  });
  await listen(server, port);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    audience,
    jwksUri: `${url}/.well-known/jwks.json`,
    token: sign,
    close: async () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function signToken(key: CryptoKey, issuer: string, request: TokenRequest): Promise<string> {
  const { company, role, user, ttlSeconds } = tokenRequest.parse(request);
  return new SignJWT({ role, ...(company ? { company } : {}) })
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(user)
    .setIssuedAt()
    .setExpirationTime(`${ttlSeconds} s`)
    .sign(key);
}

const listen = async (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
