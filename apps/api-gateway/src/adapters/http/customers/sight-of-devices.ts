import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import { Problem } from '../platform/problem.js';

/**
 * Whether the caller sees how a customer's devices are used (CO-2): the customer itself and the operator always, its partner
 * and whoever is above it while the customer has switched assistedByPartner on.
 */
export const seesDevices = (
  { company }: Caller,
  customer: Pick<ReadModels['companies'], 'id' | 'assistedByPartner'>,
): boolean => company === null || company.id === customer.id || customer.assistedByPartner;

/** @throws Problem `not-assisted-by-partner` for who does not (CO-2) */
export function requireSightOfDevices(caller: Caller, customer: ReadModels['companies']): void {
  if (seesDevices(caller, customer)) return;
  // CO-2
  throw new Problem('not-assisted-by-partner', {
    rule: 'CO-2',
    detail: 'The customer has not switched assistedByPartner on: how its devices are used is its own to see.',
  });
}
