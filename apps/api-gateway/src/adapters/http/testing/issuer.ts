import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, type JWTPayload, SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';

/** What a test may get wrong on purpose. */
export interface TokenOptions {
  readonly algorithm?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now; null for none. */
  readonly expiresIn?: number | null;
  /** Signed by a key that the issuer does not publish. */
  readonly forged?: boolean;
}

/** An issuer of tokens whose keys are published on 127.0.0.1. */
export class TestIssuer {
  readonly issuer = 'https://issuer.test';
  readonly audience = 'reservoir';
  readonly #keys = new Map<string, CryptoKey>();
  #server: Server | undefined;
  #forger: CryptoKey | undefined;

  /** @returns where the keys are. */
  async start(): Promise<string> {
    const keys = await Promise.all(['ES256', 'RS256', 'ES384'].map((algorithm) => this.#publish(algorithm)));
    this.#forger = (await generateKeyPair('ES256')).privateKey;
    this.#server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/jwks`;
  }

  stop(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async token(claims: JWTPayload, options: TokenOptions = {}): Promise<string> {
    const { algorithm = 'ES256', expiresIn = 3600, forged = false } = options;
    const key = forged ? this.#forger : this.#keys.get(algorithm);
    const jwt = new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid: algorithm })
      .setIssuer(options.issuer ?? this.issuer)
      .setAudience(options.audience ?? this.audience)
      .setIssuedAt();
    if (expiresIn !== null) jwt.setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn);
    return jwt.sign(key!);
  }

  /** The same with alg none. */
  unsigned(claims: JWTPayload): string {
    return new UnsecuredJWT(claims)
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setExpirationTime('1h')
      .encode();
  }

  async #publish(algorithm: string) {
    const { publicKey, privateKey } = await generateKeyPair(algorithm);
    this.#keys.set(algorithm, privateKey);
    return { ...(await exportJWK(publicKey)), kid: algorithm, alg: algorithm, use: 'sig' };
  }
}
