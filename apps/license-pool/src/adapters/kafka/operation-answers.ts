import { licensePoolOperationCompleted, poolIdOf } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { Outcome } from '../../application/outcome.js';
import { refusalDataOf } from './refusals.js';

/** What the caller reads when an operation is done; the pool, if nothing else is named. */
interface Read {
  readonly kind: 'pools' | 'pool-thresholds' | 'lots';
  readonly id: string;
}

/** Answers the operation that asked: with what to read, in the pool's version after it, or with the refusal. */
export function complete(
  context: RecordContext,
  { result, pool }: Outcome<unknown>,
  read: Read = { kind: 'pools', id: poolIdOf(pool) },
): void {
  const { operationId } = context.record;
  if (operationId === null) return;
  const id = poolIdOf(pool);
  context.publish(
    licensePoolOperationCompleted,
    result.ok
      ? {
          operationId,
          outcome: 'succeeded',
          resource: read,
          refusal: null,
          requires: [{ kind: 'pools', id, version: pool.version }],
        }
      : {
          operationId,
          outcome: 'refused',
          resource: null,
          refusal: refusalDataOf(result.error),
          requires: [],
        },
  );
}
