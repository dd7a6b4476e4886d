import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';

/** An answer of the gateway, with how long it took. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Where it says that something is to be read. */
  readonly location: string | undefined;
  readonly milliseconds: number;
}

/** An answer takes a minute at most. */
const dispatcher = new Agent({ headersTimeout: 60_000, bodyTimeout: 60_000 });

/** Calls the gateway as one caller. */
export interface Api {
  get(path: string): Promise<Answer>;
  /** Sends a command with a new Idempotency-Key, unless one is given. */
  send(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body: unknown,
    idempotencyKey?: string,
  ): Promise<Answer>;
}

/**
 * @param url the gateway's address, without `/v1`.
 * @param more headers that a call carries beside those that each one needs; asked for with each call
 */
export function apiOf(
  url: string,
  token: string,
  more: () => Readonly<Record<string, string>> = () => ({}),
): Api {
  const call = async (method: string, path: string, own: object = {}, sent: string | null = null) => {
    const started = performance.now();
    const headers = { authorization: `Bearer ${token}`, ...more(), ...own };
    const response = await request(url + path, { dispatcher, method, headers, body: sent });
    const text = await response.body.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    const { location } = response.headers;
    return {
      status: response.statusCode,
      body,
      location: typeof location === 'string' ? location : undefined,
      milliseconds: performance.now() - started,
    };
  };
  return {
    get: async (path) => call('GET', path),
    send: async (method, path, body, idempotencyKey = randomUUID()) => {
      const own = {
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        prefer: 'wait=30',
      };
      return call(method, path, own, JSON.stringify(body));
    },
  };
}

/**
 * The body of an answer that must have succeeded.
 * @throws Error with the problem that the gateway told.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the resource
export function bodyOf<T>(answer: Answer, what: string): T {
  if (answer.status < 200 || answer.status > 201)
    throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}
