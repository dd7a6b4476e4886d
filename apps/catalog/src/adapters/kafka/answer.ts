import type { Refusal, Result } from '@reservoir/kernel';
import { type DataOf, catalogOperationCompleted } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';

type Completed = DataOf<typeof catalogOperationCompleted>;

/** What a caller reads next, and what the read models must have applied before it is told so. */
export type Done = Pick<Completed, 'requires'> & { readonly resource: NonNullable<Completed['resource']> };

/**
 * Announces what was accepted, and answers the operation that asked, if one did: with the versions that a reader must see,
 * or with the refusal and its violations.
 */
export function answer<Accepted>(
  context: RecordContext,
  outcome: Result<Accepted, Refusal>,
  announce: (accepted: Accepted) => Done,
): void {
  const done = outcome.ok ? announce(outcome.value) : undefined;
  const { operationId } = context.record;
  if (operationId === null) return;
  context.publish(catalogOperationCompleted, {
    operationId,
    ...(outcome.ok
      ? { outcome: 'succeeded', resource: null, requires: [], ...done, refusal: null }
      : refused(outcome.error)),
  });
}

const refused = ({ code, rule, detail, errors }: Refusal) => ({
  outcome: 'refused' as const,
  resource: null,
  refusal: { code, rule, detail, ...(errors && { errors: errors.map((error) => ({ ...error })) }) },
  requires: [],
});
