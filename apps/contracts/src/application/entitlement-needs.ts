import type { ContractsNeeds } from './needs.js';

/** What changes with a client's contracts or suspension: every entitlement, and the use that is marked by it (EN-2, EN-4). */
export const needsOfEntitlements = (
  customerId: string,
): Required<Pick<ContractsNeeds, 'entitlements' | 'usages'>> => ({
  entitlements: [{ ofCustomer: customerId }],
  usages: [{ ofCustomer: customerId }],
});
