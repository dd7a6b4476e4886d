import { compatibilityPolicies, distributorSellsSkuAndTerm } from '@reservoir/catalog-rules';
import {
  type LicensingPolicy,
  clientIsNotMoving,
  clientIsNotSuspended,
  contractIsKnown,
  noOperationIsInFlight,
  partnerOwnsTheCustomer,
  productIsKnown,
  roleMayChangeLicensing,
} from './licensing-policies.js';
import type { AssignmentPolicy } from './proposal.js';
import {
  clientHoldsOneProductOfAFamily,
  familyHasRoom,
  furtherContractsKeepTheSettings,
  managementModelIsAllowed,
  serviceHasOneProtectionModel,
  startIsNotInThePast,
} from './service-policies.js';
import { everySettingIsChosen } from './settings-policies.js';

/** Asked one after the other: the first that refuses ends it, and tells nothing of what lies behind. */
export const licensingPolicies: readonly LicensingPolicy[] = [
  roleMayChangeLicensing,
  partnerOwnsTheCustomer,
  clientIsNotSuspended,
  clientIsNotMoving,
  contractIsKnown,
  productIsKnown,
  noOperationIsInFlight,
];

/** Asked all together: every violation is told at once (CA-3, CA-5). The first in this order names the refusal. */
export const assignmentPolicies: readonly AssignmentPolicy[] = [
  clientHoldsOneProductOfAFamily,
  serviceHasOneProtectionModel,
  everySettingIsChosen,
  ...compatibilityPolicies,
  managementModelIsAllowed,
  startIsNotInThePast,
  furtherContractsKeepTheSettings,
  distributorSellsSkuAndTerm,
  familyHasRoom,
];
