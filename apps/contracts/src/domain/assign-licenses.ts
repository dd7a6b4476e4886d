import type { ManagementModel } from '@reservoir/catalog-rules';
import type { Term, UtcDay } from '@reservoir/kernel';
import type { Mode } from './contract.js';
import type { AlignEnd } from './periods/aligned-end.js';

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
  readonly mode: Mode;
  /** Of a trial it says nothing: that runs for days of its own (CT-14). */
  readonly term: Term;
  readonly quantity: number;
  /** The first day, today or later; today when left out. */
  readonly start?: UtcDay | undefined;
  /** Where the first period ends, if not with its term (CT-15). */
  readonly alignEnd?: AlignEnd | undefined;
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
