import { randomUUID } from 'node:crypto';

/** An answer of the gateway, with how long it took. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  readonly milliseconds: number;
}

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
  const call = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const started = performance.now();
    const own = init.headers as Record<string, string>;
    const headers = { authorization: `Bearer ${token}`, ...more(), ...own };
    const response = await fetch(url + path, {
      ...init,
      method,
      headers,
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    return {
      status: response.status,
      body,
      headers: response.headers,
      milliseconds: performance.now() - started,
    };
  };
  return {
    get: async (path) => call('GET', path, {}),
    send: async (method, path, body, idempotencyKey = randomUUID()) =>
      call(method, path, {
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
          prefer: 'wait=30',
        },
      }),
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
