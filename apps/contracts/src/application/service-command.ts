import type { Instant, Refusal } from '@reservoir/kernel';
import type { Actor } from '../domain/assign-licenses.js';
import { newClient } from '../domain/client.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import type { ServiceAttempt } from '../domain/service-attempt.js';
import { serviceIdOf } from '../domain/service.js';
import type { ContractsNeeds } from './needs.js';
import type { Ports } from './ports.js';

/** A command on a service that is there. */
export interface ServiceCommand {
  readonly customerId: string;
  readonly product: string;
  readonly actor: Actor;
}

/** How a command on a service ended; the caller reads its own write once the version is applied. */
export type ServiceOutcome =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly version: number; readonly events: readonly ContractsEvent[] };

/** What decides whether somebody may change a service (EN-1, EN-6). */
export function needsOfService({
  customerId,
  product,
  actor,
}: ServiceCommand): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> {
  return {
    companies: [customerId, ...(actor.companyId === null ? [] : [actor.companyId])],
    products: [product],
    clients: [customerId],
    services: [{ ofCustomer: customerId }],
    renewalLooks: [{ customerId, product }],
  };
}

/** Who wants to change which service, as things are by now. */
export function attemptOf(
  { customerId, product, actor }: ServiceCommand,
  ports: Pick<Ports, 'companies' | 'products' | 'clients' | 'services'>,
  now: Instant,
): ServiceAttempt {
  return {
    command: { actor, request: { customerId, product } },
    customer: ports.companies.find(customerId),
    partner: actor.companyId === null ? undefined : ports.companies.find(actor.companyId),
    product: ports.products.find(product),
    client: ports.clients.find(customerId) ?? newClient(customerId),
    service: ports.services.find(serviceIdOf(customerId, product)),
    now,
  };
}
