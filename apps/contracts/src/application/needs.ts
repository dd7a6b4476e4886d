import { modulesAskedFor } from '@reservoir/catalog-rules';
import type { Actor, AssignmentRequest } from '../domain/assign-licenses.js';
import { needsOfEntitlements } from './entitlement-needs.js';

/** An id, or everything of its kind that belongs to an assignment. */
export type IdOrAssignment = string | { readonly ofAssignment: string };

/** Everything of its kind that belongs to a customer. */
export interface OfCustomer {
  readonly ofCustomer: string;
}

/** Modules by id, and all that name a product. */
export interface ModuleKeys {
  readonly ids: readonly string[];
  readonly product: string | null;
}

/** A family of a client, named by itself, a contract of it or a product of it: all that is being assigned or live in it. */
export interface FamilyLead {
  readonly customerId: string;
  readonly familyId?: string | undefined;
  readonly contractIds?: readonly string[] | undefined;
  readonly product?: string | undefined;
  /** All families of the client. */
  readonly everyFamily?: boolean | undefined;
}

/**
 * What a use case reads, by port, known from its request alone. Assortments and price lists are named by the partner
 * whose distributor they belong to.
 */
export interface ContractsNeeds {
  readonly companies?: readonly string[];
  readonly products?: readonly string[];
  readonly modules?: readonly ModuleKeys[];
  /** By customer: the products that it has, and those that are to follow, with their modules. */
  readonly clientProducts?: readonly string[];
  readonly assortments?: readonly DistributorOf[];
  readonly priceLists?: readonly DistributorOf[];
  readonly clients?: readonly string[];
  readonly assignments?: readonly string[];
  readonly services?: readonly OfCustomer[];
  readonly contracts?: readonly FamilyKeys[];
  readonly renewalLooks?: readonly FamilyKeys[];
  readonly entitlements?: readonly (string | OfCustomer)[];
  readonly usages?: readonly (string | OfCustomer)[];
  readonly featureSwitches?: readonly string[];
}

/** What belongs to an assignment is what belongs to its family. */
export type FamilyKeys = IdOrAssignment | FamilyLead;

/** A distributor, by its id or by a company under it. */
export type DistributorOf = string | { readonly ofCompany: string };

type Needs = ContractsNeeds & Readonly<Record<string, readonly unknown[]>>;

/** For `assignLicenses`. */
export function needsOfAssignLicenses(command: {
  readonly request: AssignmentRequest;
  readonly actor: Actor;
}): Needs {
  const { request, actor } = command;
  const { customerId, product } = request;
  const needs = needsOfFamily({ customerId, product, actor });
  return { ...needs, modules: [{ ids: modulesAskedFor(request), product }] };
}

/** For `changeFamily`: the whole family that a contract or a product belongs to (CT-19). */
export function needsOfFamily(command: {
  readonly customerId: string;
  readonly contractId?: string | undefined;
  readonly contractIds?: readonly string[] | undefined;
  readonly product?: string | undefined;
  readonly actor: Pick<Actor, 'companyId'>;
}): Needs {
  const { customerId, contractId, contractIds = [], product, actor } = command;
  const ids = contractId === undefined ? contractIds : [contractId, ...contractIds];
  const partner = actor.companyId === null ? [] : [actor.companyId];
  return { ...needsOfLead({ customerId, contractIds: ids, product }, partner) };
}

/** For jobs on a family: `catchUpFamily`; and on a contract of it, which may be over by now: `renewAutomatically`. */
export const needsOfDue = (job: {
  readonly customerId: string;
  readonly partnerId: string;
  readonly familyId: string;
  readonly contractId?: string;
}): Needs => {
  const { customerId, partnerId, familyId, contractId } = job;
  const contractIds = contractId === undefined ? [] : [contractId];
  return needsOfLead({ customerId, familyId, contractIds }, [partnerId]);
};

function needsOfLead(lead: FamilyLead, partner: readonly string[]): Needs {
  const { customerId, product } = lead;
  const distributor = partner.map((ofCompany) => ({ ofCompany }));
  return {
    companies: [customerId, ...partner],
    clients: [customerId],
    products: product === undefined ? [] : [product],
    modules: product === undefined ? [] : [{ ids: [], product }],
    clientProducts: [customerId],
    assortments: distributor,
    priceLists: distributor,
    contracts: [lead],
    renewalLooks: [lead],
    services: [{ ofCustomer: customerId }],
    ...needsOfEntitlements(customerId),
  };
}

/** For `lockClient`: all that the client has, and what its new partner's distributor sells (CO-5). */
export const needsOfMove = (asked: { readonly customerId: string; readonly toId: string }): Needs =>
  needsOfLead({ customerId: asked.customerId, everyFamily: true }, [asked.toId]);

/** For `answerAssignment` and `timeOutAssignment`. */
export function needsOfAssignment(about: {
  readonly assignmentId: string;
  readonly customerId: string;
}): Needs {
  const own = [{ ofAssignment: about.assignmentId }];
  return {
    clients: [about.customerId],
    assignments: [about.assignmentId],
    services: [{ ofCustomer: about.customerId }],
    contracts: own,
    renewalLooks: own,
    ...needsOfEntitlements(about.customerId),
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
    ? { companies: [id], clients: [id], ...needsOfEntitlements(id) }
    : { companies: [id] };
