import type { Refusal } from '@reservoir/kernel';
import { type DataOf, pointsOperationCompleted } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import { refusalOf } from './wire.js';

type Completed = DataOf<typeof pointsOperationCompleted>;

/** What a reader must see when the operation is answered. */
export type Requires = Completed['requires'];

/** Answers an operation with what came of it. Nothing for a command that belongs to no operation. */
export function succeed(
  context: RecordContext,
  operationId: string | null,
  resource: NonNullable<Completed['resource']>,
  requires: Requires,
): void {
  if (operationId === null) return;
  context.publish(pointsOperationCompleted, {
    operationId,
    outcome: 'succeeded',
    resource,
    refusal: null,
    requires,
  });
}

/** Answers an operation with a refusal. Nothing for a command that belongs to no operation. */
export function refuse(
  context: RecordContext,
  operationId: string | null,
  refusal: Refusal,
  requires: Requires = [],
): void {
  if (operationId === null) return;
  context.publish(pointsOperationCompleted, {
    operationId,
    outcome: 'refused',
    resource: null,
    refusal: refusalOf(refusal),
    requires,
  });
}
