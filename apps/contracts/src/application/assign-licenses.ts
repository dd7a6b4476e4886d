import { modulesAskedFor, skuOf } from '@reservoir/catalog-rules';
import type { Instant } from '@reservoir/kernel';
import type { AssignLicenses } from '../domain/assign-licenses.js';
import { claimAt, newClient } from '../domain/client.js';
import { type AllowedAttempt, allow, draft } from '../domain/draft.js';
import { entitlementIdOf } from '../domain/entitlement.js';
import { type Proposal, proposed } from '../domain/proposal.js';
import { serviceIdOf } from '../domain/service.js';
import { type Outcome, rejected } from './outcome.js';
import type { Ports } from './ports.js';

/**
 * Begins an assignment (CT-4): contracts are drafted, the family is claimed, the first pool is asked; or the request is
 * rejected with every violation, and nothing is kept.
 */
export function assignLicenses(command: AssignLicenses, ports: Ports, now: Instant): Outcome {
  const { request, actor } = command;
  const allowed = allow({
    command,
    customer: ports.companies.find(request.customerId),
    partner: actor.companyId === null ? undefined : ports.companies.find(actor.companyId),
    product: ports.products.find(request.product),
    client: ports.clients.find(request.customerId) ?? newClient(request.customerId),
    now,
  });
  if (!allowed.ok) return rejected(command, allowed.error);
  const priceList = ports.priceLists.find(allowed.value.partner.distributorId);
  const drafted = draft(allowed.value, proposalOf(allowed.value, ports), priceList);
  if (!drafted.ok) return rejected(command, drafted.error);
  const { client, contracts, step } = drafted.value;
  ports.clients.save(client);
  contracts.forEach((contract) => ports.contracts.save(contract));
  ports.assignments.save(step.assignment);
  return {
    events: contracts.map((contract) => ({ type: 'ContractDrafted', contract })),
    commands: step.commands,
    completed: null,
  };
}

function proposalOf({ command, product, partner, client, now }: AllowedAttempt, ports: Ports): Proposal {
  const { request } = command;
  const asked = modulesAskedFor(request).map((id) => ports.modules.find(id));
  const modules = [...ports.modules.ofProduct(product.id), ...asked].flatMap((module) => module ?? []);
  return proposed({
    request,
    product,
    modules: [...new Map(modules.map((module) => [module.id, module])).values()],
    assortment: ports.assortments.find(partner.distributorId),
    claim: claimAt(client, product.familyId, request.mode, now),
    service: ports.services.find(serviceIdOf(client.id, product.id)),
    timelineSpans: new Map(
      [skuOf(product.id, request.protectionModel), ...modulesAskedFor(request)].map((sku) => [
        sku,
        ports.entitlements.find(entitlementIdOf(client.id, sku))?.timeline.length ?? 0,
      ]),
    ),
    now,
  });
}
