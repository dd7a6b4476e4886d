import type { Refusal } from '@reservoir/kernel';
import { companiesOperationCompleted } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { Company } from '../../domain/company.js';

/** Answers the operation that asked, if one did, with the company and the version that a reader must see. */
export function complete(context: RecordContext, { id, version }: Company): void {
  const { operationId } = context.record;
  if (operationId === null) return;
  context.publish(companiesOperationCompleted, {
    operationId,
    outcome: 'succeeded',
    resource: { kind: 'companies', id },
    refusal: null,
    requires: [{ kind: 'companies', id, version }],
  });
}

/** Answers the operation that asked, if one did, with the refusal. */
export function refuse(context: RecordContext, { code, rule, detail }: Refusal): void {
  const { operationId } = context.record;
  if (operationId === null) return;
  context.publish(companiesOperationCompleted, {
    operationId,
    outcome: 'refused',
    resource: null,
    refusal: { code, rule, detail },
    requires: [],
  });
}
