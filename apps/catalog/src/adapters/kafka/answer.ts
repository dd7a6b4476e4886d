import type { Refusal, Result } from '@reservoir/kernel';
import { type DataOf, catalogOperationCompleted } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';

type Completed = DataOf<typeof catalogOperationCompleted>;
type Kind = NonNullable<Completed['resource']>['kind'];

/** The version of a publication that the answer promises. */
interface Version {
  readonly id: string;
  readonly version: number;
}

/**
 * Publishes what was accepted, by `publish`, and answers the operation that asked, if one did: with the version that a
 * reader must see, or with the refusal and its violations.
 */
export function answer<P extends Version>(
  context: RecordContext,
  kind: Kind,
  outcome: Result<P, Refusal>,
  publish: (published: P) => void,
): void {
  if (outcome.ok) publish(outcome.value);
  const { operationId } = context.record;
  if (operationId === null) return;
  context.publish(catalogOperationCompleted, {
    operationId,
    ...(outcome.ok ? succeeded(kind, outcome.value) : refused(outcome.error)),
  });
}

const succeeded = (kind: Kind, { id, version }: Version) => ({
  outcome: 'succeeded' as const,
  resource: { kind, id },
  refusal: null,
  requires: [{ kind, id, version }],
});

const refused = ({ code, rule, detail, errors }: Refusal) => ({
  outcome: 'refused' as const,
  resource: null,
  refusal: { code, rule, detail, ...(errors && { errors: errors.map((error) => ({ ...error })) }) },
  requires: [],
});
