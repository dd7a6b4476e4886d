import type { Term } from '@reservoir/kernel';
import type { ManagementModel } from './facts.js';

/** Who asks; `companyId` is null for the operator (CO-10). */
export interface Actor {
  readonly userId: string;
  readonly companyId: string | null;
  readonly role:
    'total-control' | 'license-and-security-admin' | 'security-admin' | 'monitoring' | 'operator';
}

/** What is asked. Whatever is left out was not chosen: nothing is defaulted (CA-3). */
export interface AssignmentRequest {
  readonly customerId: string;
  readonly product: string;
  readonly protectionModel?: string | null | undefined;
  readonly addOns?: readonly string[] | undefined;
  readonly managedServices?: readonly string[] | undefined;
  readonly mode: 'commercial';
  readonly term: Term;
  readonly quantity: number;
  readonly managementModel?: ManagementModel | undefined;
  readonly autoRenew?: { readonly on: boolean; readonly term?: Term | undefined } | undefined;
}

/** The command: assign licences of the actor's pools to a customer (CT-4). */
export interface AssignLicenses {
  /** The operation that asks; it becomes the id of the assignment. */
  readonly operationId: string;
  readonly request: AssignmentRequest;
  readonly actor: Actor;
}

/** The modules that are asked for, add-ons first. */
export const modulesAskedFor = (request: AssignmentRequest): readonly string[] => [
  ...(request.addOns ?? []),
  ...(request.managedServices ?? []),
];

/** Every SKU that the request would draw, in SKU order; without the product's while its protection model is open. */
export function skusAskedFor(request: AssignmentRequest, productSku: string | undefined): readonly string[] {
  const skus = [...(productSku === undefined ? [] : [productSku]), ...modulesAskedFor(request)];
  return [...new Set(skus)].sort();
}
