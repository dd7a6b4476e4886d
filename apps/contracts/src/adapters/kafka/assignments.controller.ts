import { type Instant, plusMs } from '@reservoir/kernel';
import { Controller, Inject } from '@nestjs/common';
import { type DataOf, addModule, assignLicenses, startTrial, timeOutAssignment } from '@reservoir/messages';
import { Handles, type Reason, type RecordContext } from '@reservoir/messaging';
import { addModule as add, needsOfAddModule } from '../../application/add-module.js';
import { assignLicenses as assign } from '../../application/assign-licenses.js';
import { type MissingFacts, type ReliesOn, missingFacts } from '../../application/missing-facts.js';
import { needsOfAssignLicenses, needsOfAssignment } from '../../application/needs.js';
import type { AssignLicenses } from '../../domain/assign-licenses.js';
import { timeOutAssignment as timeOut } from '../../application/time-out-assignment.js';
import type { Outcome } from '../../application/outcome.js';
import type { Ports } from '../../application/ports.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publishOutcome } from './publish-outcome.js';

/** A fact of the catalog reaches us within this time of a command that builds on it, or there is none. */
const catalogFactsTakeAtMostMs = 2_000;

/** Commands on contracts. */
@Controller()
export class AssignmentsController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(assignLicenses, needsOfAssignLicenses)
  assign(data: DataOf<typeof assignLicenses>, context: RecordContext): void {
    this.#assign(data, context);
  }

  /** A trial has no term of its own: it runs for days (CT-14). */
  @Handles(startTrial, (data) => needsOfAssignLicenses(trialOf(data)))
  tryOut(data: DataOf<typeof startTrial>, context: RecordContext): void {
    this.#assign(trialOf(data), context);
  }

  @Handles(addModule, needsOfAddModule)
  module(data: DataOf<typeof addModule>, context: RecordContext): void {
    const { customerId, product, addition, actor } = data;
    const relies = { request: { customerId, product, addOns: [addition.module] }, actor };
    this.#begin(relies, context, (operationId, ports) => add({ ...data, operationId }, ports, context.now));
  }

  #assign(data: Omit<AssignLicenses, 'operationId'>, context: RecordContext): void {
    this.#begin(data, context, (operationId, ports) => assign({ ...data, operationId }, ports, context.now));
  }

  #begin(
    relies: ReliesOn,
    context: RecordContext,
    use: (operationId: string, ports: Ports) => Outcome,
  ): void {
    const { operationId } = context.record;
    if (operationId === null) {
      context.deadLetter({ code: 'no-operation', detail: 'an assignment needs an operation to answer to' });
      return;
    }
    const ports = this.portsOf(context.chunk);
    const reason = worthWaitingFor(missingFacts(relies, ports), context);
    if (reason) context.park(reason);
    else publishOutcome(context, use(operationId, ports));
  }

  @Handles(timeOutAssignment, needsOfAssignment)
  timeOut(command: DataOf<typeof timeOutAssignment>, context: RecordContext): void {
    publishOutcome(context, timeOut(command, this.portsOf(context.chunk), context.now));
  }
}

const trialOf = ({ request, actor }: DataOf<typeof startTrial>): Omit<AssignLicenses, 'operationId'> => ({
  request: { ...request, mode: 'trial', term: 'M1' },
  actor,
});

/**
 * Companies are waited for as long as the transport allows: whoever asks names those that exist. What the catalog lacks
 * may be a mistake of the user, who is not kept waiting for it.
 */
function worthWaitingFor(missing: MissingFacts, context: RecordContext): Reason | undefined {
  if (context.lastAttempt) return undefined;
  if (missing.companies.length > 0)
    return { code: 'unknown-company', detail: `not known yet: ${missing.companies.join(', ')}` };
  if (missing.catalog.length > 0 && isYoung(context.record.time, context.now))
    return { code: 'unknown-catalog', detail: `not known yet: ${missing.catalog.join(', ')}` };
  return undefined;
}

const isYoung = (sent: Instant | null, now: Instant): boolean =>
  sent !== null && now < plusMs(sent, catalogFactsTakeAtMostMs);
