import type { Reason, RecordContext } from '@reservoir/messaging';
import type { FamilyCommand } from '../../application/change-family.js';
import type { Outcome } from '../../application/outcome.js';
import type { Ports } from '../../application/ports.js';
import { publishOutcome } from './publish-outcome.js';

/** What every record of a command on a family holds. */
export type FamilyRecord = Omit<FamilyCommand, 'operationId'>;

/**
 * Takes a command on a family: it needs an operation to answer to, and waits for the companies that it names, which whoever
 * asks knows to exist.
 */
export function onFamily<Data extends FamilyRecord>(
  data: Data,
  context: RecordContext,
  ports: Ports,
  use: (command: Data & { readonly operationId: string }, ports: Ports, now: RecordContext['now']) => Outcome,
): void {
  const { operationId } = context.record;
  if (operationId === null) {
    context.deadLetter({ code: 'no-operation', detail: 'the command needs an operation to answer to' });
    return;
  }
  const reason = context.lastAttempt ? undefined : unknownCompanies(data, ports);
  if (reason) context.park(reason);
  else publishOutcome(context, use({ ...data, operationId }, ports, context.now));
}

function unknownCompanies({ customerId, actor }: FamilyRecord, { companies }: Ports): Reason | undefined {
  const named = [customerId, ...(actor.companyId === null ? [] : [actor.companyId])];
  const missing = named.filter((id) => !companies.find(id));
  return missing.length > 0
    ? { code: 'unknown-company', detail: `not known yet: ${missing.join(', ')}` }
    : undefined;
}
