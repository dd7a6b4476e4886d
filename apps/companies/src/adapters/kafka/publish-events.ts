import {
  type DataOf,
  type companyCreated,
  companyChanged,
  companyCreated as companyCreatedMessage,
  lockClient,
  transferRequestChanged,
} from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { CompaniesEvent } from '../../domain/company.events.js';
import type { Company } from '../../domain/company.js';
import { isSuspended } from '../../domain/marks.js';
import type { TransferRequest } from '../../domain/transfer-request.js';

/** Publishes what happened, in order. */
export function publishEvents(context: RecordContext, events: readonly CompaniesEvent[]): void {
  for (const event of events) publishEvent(context, event);
}

function publishEvent(context: RecordContext, event: CompaniesEvent): void {
  switch (event.type) {
    case 'company-created': {
      const { company, by } = event;
      return context.publish(
        companyCreatedMessage,
        { ...factOf(company), by },
        { sequence: company.version },
      );
    }
    case 'company-changed': {
      const { company, change } = event;
      return context.publish(companyChanged, { ...factOf(company), change }, { sequence: company.version });
    }
    case 'transfer-request-changed': {
      const { request, by } = event;
      return context.publish(
        transferRequestChanged,
        { ...requestFactOf(request), by },
        { sequence: request.version },
      );
    }
    case 'client-lock-wanted': {
      const { request, companyVersion } = event;
      const { id: transferId, companyId: customerId, fromId: partnerId, toId } = request;
      return context.publish(lockClient, { transferId, customerId, partnerId, toId, companyVersion });
    }
  }
}

/** The whole current state, without what a company keeps for itself. */
function factOf({ branch: _, ...company }: Company): Omit<DataOf<typeof companyCreated>, 'by'> {
  return {
    ...company,
    ancestors: [...company.ancestors],
    distributors: [...company.distributors],
    marks: [...company.marks],
    inheritedMarks: [...company.inheritedMarks],
    suspended: isSuspended(company),
  };
}

function requestFactOf({ acceptance: _, ...request }: TransferRequest) {
  return { ...request, inUse: [...request.inUse] };
}
