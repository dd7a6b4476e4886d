import type { Operation } from '../../../domain/operation.js';
import { Answer } from '../platform/answer.js';

/**
 * Puts a new key into the answer of the request that made it. A request that took over the operation of an earlier one
 * (same Idempotency-Key) made another key, which nobody will ever accept: it is shown none.
 */
export const shownOnce =
  (secret: string, secretHash: string) =>
  (answer: Answer, { command }: Operation): Answer => {
    const isOwn = (command.data as { readonly secretHash?: unknown }).secretHash === secretHash;
    if (!isOwn || answer.status >= 400) return answer;
    return new Answer(answer.status, { ...(answer.body as object), secret }, answer.headers);
  };
