import { modulesAskedFor } from '@reservoir/catalog-rules';
import type { Instant } from '@reservoir/kernel';
import type { AssignLicenses, AssignmentRequest } from '../domain/assign-licenses.js';
import { claimAt } from '../domain/client.js';
import { type Proposal, proposed } from '../domain/proposal.js';
import { serviceIdOf } from '../domain/service.js';
import { type Situation, productOf } from '../domain/situation.js';
import { planNewContracts } from '../domain/trials/plan-trial.js';
import { changeFamily } from './change-family.js';
import { type Outcome, rejected } from './outcome.js';
import type { Ports } from './ports.js';

/**
 * Begins an assignment (CT-4): contracts are drafted, the family is claimed, the first pool is asked; or the request is
 * rejected with every violation, and nothing is kept.
 */
export function assignLicenses(command: AssignLicenses, ports: Ports, now: Instant): Outcome {
  const { request, actor, operationId } = command;
  const { customerId, product } = request;
  const outcome = changeFamily(
    { operationId, actor, customerId, product },
    (situation) => planNewContracts(situation, proposalOf(request, situation, ports)),
    ports,
    now,
  );
  const refusal = outcome.completed?.refusal;
  return refusal
    ? { ...outcome, events: [...outcome.events, ...rejected(command, refusal).events] }
    : outcome;
}

/** A request beside all that decides whether it can be. */
export function proposalOf(request: AssignmentRequest, situation: Situation, ports: Ports): Proposal {
  const { client, modules, assortment, familyId, now } = situation;
  const product = productOf(situation, request.product);
  const asked = modulesAskedFor(request).flatMap((id) => ports.modules.find(id) ?? []);
  return proposed({
    request,
    product,
    modules: [...new Map([...modules, ...asked].map((module) => [module.id, module])).values()],
    assortment,
    claim: claimAt(client, familyId, request.mode, now),
    service: ports.services.find(serviceIdOf(client.id, product.id)),
    now,
  });
}
