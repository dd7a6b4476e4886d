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
