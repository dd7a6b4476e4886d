import { createHash } from 'node:crypto';
import type { Caller } from '../../../domain/caller.js';
import type { KeyedRequest } from '../../../domain/operation.js';
import { Problem } from './problem.js';

/** What the hash of a keyed request covers. */
export interface HashedRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly body: unknown;
}

const printable = /^[\x21-\x7e]{1,255}$/;

/**
 * Reads `Idempotency-Key`, bare or as a quoted string (the header's draft), in the scope of the caller's company and user.
 * @throws Problem idempotency-key-malformed
 */
export function keyedRequest(
  header: string | undefined,
  caller: Caller,
  request: HashedRequest,
): KeyedRequest | null {
  if (header === undefined) return null;
  const given = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!printable.test(given))
    throw new Problem('idempotency-key-malformed', {
      detail: 'An Idempotency-Key has 1 to 255 printable ASCII characters and no space.',
    });
  const key = JSON.stringify([caller.company?.id ?? null, caller.userId, given]);
  return { key, requestHash: hashOf(request) };
}

function hashOf({ method, path, body }: HashedRequest): string {
  return createHash('sha256')
    .update(`${method} ${path}\n${canonicalJson(body)}`)
    .digest('base64url');
}

/** JSON with sorted members: the order in which a client writes them makes no other request. */
const canonicalJson = (body: unknown): string =>
  JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
