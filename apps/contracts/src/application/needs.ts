import { modulesAskedFor, skuOf } from '@reservoir/catalog-rules';
import type { Actor, AssignmentRequest } from '../domain/assign-licenses.js';
import { entitlementIdOf } from '../domain/entitlement.js';
import { serviceIdOf } from '../domain/service.js';

/** An id, or everything of its kind that belongs to an assignment. */
export type IdOrAssignment = string | { readonly ofAssignment: string };

/** Everything of its kind that belongs to a customer. */
export interface OfCustomer {
  readonly ofCustomer: string;
}

/** Modules by id, and all that name one of the products. */
export interface ModuleKeys {
  readonly ids: readonly string[];
  readonly product: string | null;
}

/**
 * What a use case reads, by port, known from its request alone. Assortments and price lists are named by the partner
 * whose distributor they belong to.
 */
export interface ContractsNeeds {
  readonly companies?: readonly string[];
  readonly products?: readonly string[];
  readonly modules?: readonly ModuleKeys[];
  readonly assortments?: readonly DistributorOf[];
  readonly priceLists?: readonly DistributorOf[];
  readonly clients?: readonly string[];
  readonly assignments?: readonly string[];
  readonly services?: readonly IdOrAssignment[];
  readonly contracts?: readonly IdOrAssignment[];
  readonly entitlements?: readonly (IdOrAssignment | OfCustomer)[];
}

/** A distributor, by its id or by a company under it. */
export type DistributorOf = string | { readonly ofCompany: string };

/** For `assignLicenses`. */
export function needsOfAssignLicenses(command: {
  readonly request: AssignmentRequest;
  readonly actor: Actor;
}): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> {
  const { request, actor } = command;
  const { customerId, product } = request;
  const modules = modulesAskedFor(request);
  const partner = actor.companyId === null ? [] : [actor.companyId];
  const distributor = partner.map((ofCompany) => ({ ofCompany }));
  return {
    companies: [customerId, ...partner],
    products: [product],
    modules: [{ ids: modules, product }],
    assortments: distributor,
    priceLists: distributor,
    clients: [customerId],
    services: [serviceIdOf(customerId, product)],
    entitlements: [skuOf(product, request.protectionModel), ...modules].map((sku) =>
      entitlementIdOf(customerId, sku),
    ),
  };
}

/** For `answerAssignment` and `timeOutAssignment`. */
export function needsOfAssignment(about: {
  readonly assignmentId: string;
  readonly customerId: string;
}): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> {
  const own = [{ ofAssignment: about.assignmentId }];
  return {
    clients: [about.customerId],
    assignments: [about.assignmentId],
    services: own,
    contracts: own,
    entitlements: own,
  };
}

/** For `learnFact` of a company, and `suspendClient` if it is a customer that is or was suspended. */
export const needsOfCompany = ({
  id,
  type,
  suspension,
}: {
  readonly id: string;
  readonly type: string;
  readonly suspension: unknown;
}): ContractsNeeds & Readonly<Record<string, readonly unknown[]>> =>
  type === 'customer' && suspension !== null
    ? { companies: [id], clients: [id], entitlements: [{ ofCustomer: id }] }
    : { companies: [id] };
