import type { ManagementModel } from '@reservoir/catalog-rules';
import type { Term } from '@reservoir/kernel';

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
