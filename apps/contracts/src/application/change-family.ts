import { type Instant, type Refusal, type Result, firstRefusal } from '@reservoir/kernel';
import type { Actor } from '../domain/assign-licenses.js';
import { licensingPolicies } from '../domain/assignment-policies.js';
import { withinBatchLimits } from '../domain/batch-limits.js';
import { type Client, newClient } from '../domain/client.js';
import type { Contract } from '../domain/contract.js';
import { serviceIsSuspended, unknownContract } from '../domain/contracts.rejections.js';
import { modulesFit } from '../domain/modules/fit-modules.js';
import type { Plan } from '../domain/plan.js';
import { isSuspended, serviceIdOf } from '../domain/service.js';
import type { Situation } from '../domain/situation.js';
import { begin } from './carry-out.js';
import { catchUpFamily } from './catch-up-family.js';
import { type Outcome, both, nothing, refusedWith } from './outcome.js';
import type { Ports } from './ports.js';
import { situationOf } from './situation-of.js';

/** A command on a family of a customer: it names a contract, or a product. */
export interface FamilyCommand {
  readonly operationId: string;
  readonly customerId: string;
  readonly contractId?: string | undefined;
  readonly product?: string | undefined;
  /** The product that its service is to have (CT-12). */
  readonly targetProduct?: string | undefined;
  /** Whether modules are cut so that they fit their product (CT-13). */
  readonly cascade?: boolean | undefined;
  readonly actor: Actor;
}

/** A pure decision: what to do to the family, or why not. */
export type Decide = (situation: Situation) => Result<Plan, Refusal>;

/** What a command is allowed in beside the usual. */
export interface Allowances {
  /** Resumption: the only command on a suspended service (CT-13). */
  readonly whileSuspended?: boolean;
}

/**
 * Decides a command on a family and begins to carry it out: whoever may not, is refused (CO-5 … CO-9); one operation is
 * under way at a time (CT-19); what is due is done first (CT-8); a suspended service refuses (CT-13).
 */
export function changeFamily(
  command: FamilyCommand,
  decide: Decide,
  ports: Ports,
  now: Instant,
  allowances: Allowances = {},
): Outcome {
  const { operationId } = command;
  const refusal = whoMayNot(command, ports, now);
  if (refusal) return refused(operationId, refusal);
  const { client, named, familyId } = aimOf(command, ports);
  if (familyId === undefined) return refused(operationId, unknownContract(command.contractId ?? ''));
  const due = catchUpFamily({ customerId: client.id, familyId }, ports, now);
  const situation = situationOf(command, { familyId, contractId: named?.id }, ports, now);
  const suspended = allowances.whileSuspended ? undefined : suspendedServiceOf(command, situation);
  if (suspended !== undefined) return both(due, refused(operationId, serviceIsSuspended(suspended)));
  const wanted = decide(situation);
  const decided = wanted.ok ? modulesFit(situation, wanted.value, command.cascade ?? false) : wanted; // CT-13
  const bounded = decided.ok ? withinBatchLimits(decided.value, situation.contracts) : decided; // CT-1
  return both(due, bounded.ok ? begin(bounded.value, ports, now) : refused(operationId, bounded.error));
}

/** CO-5 … CO-9, CT-19. */
function whoMayNot(command: FamilyCommand, ports: Ports, now: Instant): Refusal | undefined {
  const { customerId, actor } = command;
  const { client, named, product } = aimOf(command, ports);
  return firstRefusal(licensingPolicies, {
    command: { actor, request: { customerId, product: product ?? '' } },
    customer: ports.companies.find(customerId),
    partner: actor.companyId === null ? undefined : ports.companies.find(actor.companyId),
    product: product === undefined ? undefined : ports.products.find(product),
    contract:
      command.contractId === undefined ? undefined : { id: command.contractId, isKnown: named !== undefined },
    client,
    now,
  });
}

interface Aim {
  readonly client: Client;
  readonly named: Contract | undefined;
  readonly product: string | undefined;
  readonly familyId: string | undefined;
}

/** What the command is about; a contract of another customer is unknown (CO-8). */
function aimOf({ customerId, contractId, product }: FamilyCommand, ports: Ports): Aim {
  const client = ports.clients.find(customerId) ?? newClient(customerId);
  const found = contractId === undefined ? undefined : ports.contracts.find(contractId);
  const named = found?.customerId === customerId ? found : undefined;
  const about = named?.product ?? product;
  const known = about === undefined ? undefined : ports.products.find(about);
  return { client, named, product: about, familyId: named?.familyId ?? known?.familyId };
}

function suspendedServiceOf(
  { customerId, product }: FamilyCommand,
  { named, services }: Situation,
): string | undefined {
  const id = named?.serviceId ?? serviceIdOf(customerId, product ?? '');
  return services.find((service) => service.id === id && isSuspended(service))?.product;
}

const refused = (operationId: string, refusal: Refusal): Outcome => ({
  ...nothing,
  completed: refusedWith(operationId, refusal),
});
