import { modulesAskedFor } from '@reservoir/catalog-rules';
import type { Actor, AssignmentRequest } from '../domain/assign-licenses.js';
import type { Ports } from './ports.js';

/** Facts that a command relies on and that have not arrived. */
export interface MissingFacts {
  /** Companies: whoever asks names only those that exist, so that the fact is on its way. */
  readonly companies: readonly string[];
  /** Of the catalog: on its way, or not existing at all. */
  readonly catalog: readonly string[];
}

/** A command, as far as it relies on facts of others. */
export interface ReliesOn {
  readonly request: Pick<AssignmentRequest, 'customerId' | 'product' | 'addOns' | 'managedServices'>;
  readonly actor: Pick<Actor, 'companyId'>;
}

/** What has not arrived here of all that decides the command; nothing for whoever does not own the customer. */
export function missingFacts(
  { request, actor }: ReliesOn,
  ports: Pick<Ports, 'companies' | 'products' | 'modules' | 'assortments'>,
): MissingFacts {
  const customer = ports.companies.find(request.customerId);
  if (!customer) return { companies: [request.customerId], catalog: [] };
  if (actor.companyId === null || customer.parentId !== actor.companyId)
    return { companies: [], catalog: [] };
  const partner = ports.companies.find(actor.companyId);
  if (!partner) return { companies: [actor.companyId], catalog: [] };
  const modules = modulesAskedFor(request).filter((id) => !ports.modules.find(id));
  return {
    companies: [],
    catalog: [
      ...(ports.products.find(request.product) ? [] : [`product ${request.product}`]),
      ...modules.map((id) => `module ${id}`),
      ...(ports.assortments.find(partner.distributorId) ? [] : [`assortment of ${partner.distributorId}`]),
    ],
  };
}
