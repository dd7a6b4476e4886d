import type { Instant } from '@reservoir/kernel';
import type { KeptAnswer, Operation } from './operation.js';

/** What a request with a known Idempotency-Key gets. */
export type Repeat =
  /** The first answer once more. */
  | { readonly kind: 'replay'; readonly answer: KeptAnswer }
  /** The key stands for another request. */
  | { readonly kind: 'reused' }
  /** The first request is still about to be answered. */
  | { readonly kind: 'in-flight' }
  /** Whoever was to give the first answer is gone: this request gives it. */
  | { readonly kind: 'resume' };

/** Decides on a request whose key is kept with an operation (worked case 4). */
export function repeat(
  kept: Pick<Operation, 'idempotency' | 'answer' | 'answeringUntil'>,
  requestHash: string,
  now: Instant,
): Repeat {
  if (kept.idempotency?.requestHash !== requestHash) return { kind: 'reused' };
  if (kept.answer) return { kind: 'replay', answer: kept.answer };
  return now < kept.answeringUntil ? { kind: 'in-flight' } : { kind: 'resume' };
}
