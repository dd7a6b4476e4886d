import type { Refusal } from '@reservoir/kernel';
import { companiesOperationCompleted } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';

/** What a command made or changed. */
interface Changed {
  readonly id: string;
  readonly version: number;
}

/** Answers the operation that asked, if one did, with what it changed and the version that a reader must see. */
export function complete(
  context: RecordContext,
  { id, version }: Changed,
  kind: 'companies' | 'users' | 'api-keys' = 'companies',
): void {
  const { operationId } = context.record;
  if (operationId === null) return;
  context.publish(companiesOperationCompleted, {
    operationId,
    outcome: 'succeeded',
    resource: { kind, id },
    refusal: null,
    requires: [{ kind, id, version }],
  });
}

/** Answers an operation on a transfer request; who reads the outcome sees the company in its place as well, with its licences. */
export function completeTransfer(
  context: RecordContext,
  operationId: string | null,
  { id, version }: Changed,
  company: Changed | undefined,
  pools: readonly Changed[] = [],
): void {
  if (operationId === null) return;
  context.publish(companiesOperationCompleted, {
    operationId,
    outcome: 'succeeded',
    resource: { kind: 'transfer-requests', id },
    refusal: null,
    requires: [
      { kind: 'transfer-requests', id, version },
      ...(company ? [{ kind: 'companies' as const, id: company.id, version: company.version }] : []),
      ...pools.map(({ id, version }) => ({ kind: 'pools' as const, id, version })),
    ],
  });
}

/** Answers the operation that asked, if one did, with the refusal. */
export const refuse = (context: RecordContext, refusal: Refusal): void =>
  refuseOperation(context, context.record.operationId, refusal);

/** The same for an operation that another record began. */
export function refuseOperation(
  context: RecordContext,
  operationId: string | null,
  { code, rule, detail, errors }: Refusal,
): void {
  if (operationId === null) return;
  context.publish(companiesOperationCompleted, {
    operationId,
    outcome: 'refused',
    resource: null,
    refusal: { code, rule, detail, ...(errors && { errors: errors.map((error) => ({ ...error })) }) },
    requires: [],
  });
}
