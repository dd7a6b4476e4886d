import { type NewId, newId } from '@reservoir/kernel';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const safeId = /^[\w.:-]{1,128}$/;
const traceparent = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(-.*)?$/;

/** The id of a request: the caller's own `x-request-id` if it is harmless, a new one otherwise. */
export function requestIdOf(headers: Headers, create: NewId = newId): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && safeId.test(given) ? given : create();
}

/** What ties everything together that a request causes: the trace of `traceparent` (W3C), else the request's id. */
export function correlationIdOf(headers: Headers, requestId: string): string {
  const given = headers['traceparent'];
  return (typeof given === 'string' && traceparent.exec(given)?.[1]) || requestId;
}
