import { type Violation, told } from '@reservoir/catalog-rules';
import type { Refusal } from '@reservoir/kernel';

/** The message of interfaces.md holds no more. */
const errorsMost = 200;

/** One refusal for all violations: the first speaks, every one stands in `errors` (CA-3). */
export function refusalOf(violations: readonly Violation[]): Refusal | undefined {
  const [first] = violations;
  if (first === undefined) return undefined;
  const more = violations.length > 1 ? `; ${violations.length - 1} more` : '';
  return {
    code: first.code,
    rule: first.rule,
    detail: `${first.detail}${more}`,
    errors: violations.slice(0, errorsMost).map(told),
  };
}

/** The code of CO-8: a foreign customer answers exactly as one that does not exist. */
export const unknownCustomer = (customerId: string): Refusal => ({
  code: 'unknown-customer',
  rule: 'CO-8',
  detail: `there is no customer ${customerId}`,
});

/** A contract that does not exist, or is another customer's (CO-8). */
export const unknownContract = (contractId: string): Refusal => ({
  code: 'unknown-contract',
  rule: 'CO-8',
  detail: `there is no contract ${contractId}`,
});

/** A service is there while the client has a contract of the product (EN-1). */
export const unknownService = (product: string): Refusal => ({
  code: 'unknown-service',
  rule: 'EN-1',
  detail: `the customer has no service of ${product}: the first contract opens it`,
});

/** A suspended service refuses all but resumption (CT-13). */
export const serviceIsSuspended = (product: string): Refusal => ({
  code: 'service-suspended',
  rule: 'CT-13',
  detail: `the service of ${product} is suspended: resume it first`,
  errors: [{ product, hint: 'resume' }],
});

/** A terminal contract never comes back (§4): whatever is asked of it. */
export const contractIsOver = (
  { id, state }: { readonly id: string; readonly state: string },
  rule: string,
): Refusal => ({
  code: 'contract-over',
  rule,
  detail: `contract ${id} is ${state}: a contract that is over never comes back`,
  errors: [{ contractId: id, state }],
});

/** The assignment got no answer before its deadline (CT-4). */
export const assignmentTimedOut: Refusal = {
  code: 'assignment-timed-out',
  rule: 'CT-4',
  detail: 'the license pools did not answer in time: nothing was assigned',
};

/** The answers came when the period was over (CT-4). */
export const periodOver = (end: string): Refusal => ({
  code: 'period-over',
  rule: 'CT-4',
  detail: `the period ended on ${end}, before the licences were assigned: nothing was assigned`,
});
