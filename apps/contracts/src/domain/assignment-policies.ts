import {
  distributorSellsSkuAndTerm,
  everyChoiceIsMade,
  protectionModelIsOneOfTheProduct,
  termIsOneOfTheProduct,
} from './configuration-policies.js';
import {
  type LicensingPolicy,
  noOperationIsInFlight,
  partnerOwnsTheCustomer,
  productIsKnown,
  roleMayChangeLicensing,
} from './licensing-policies.js';
import {
  includedModulesAreNotBoughtAgain,
  modulesAreOfTheirKind,
  modulesDoNotExcludeEachOther,
  modulesGoWithTheProduct,
  modulesHaveTheirProtectionModel,
  modulesHaveWhatTheyRequire,
} from './module-policies.js';
import type { AssignmentPolicy } from './proposal.js';
import {
  clientHoldsOneProductOfAFamily,
  familyHasRoom,
  furtherContractsKeepTheSettings,
  managementModelIsAllowed,
  serviceHasOneProtectionModel,
  timelinesHaveRoom,
} from './service-policies.js';

/** Asked one after the other: the first that refuses ends it, and tells nothing of what lies behind. */
export const licensingPolicies: readonly LicensingPolicy[] = [
  roleMayChangeLicensing,
  partnerOwnsTheCustomer,
  productIsKnown,
  noOperationIsInFlight,
];

/** Asked all together: every violation is told at once (CA-3, CA-5). The first in this order names the refusal. */
export const assignmentPolicies: readonly AssignmentPolicy[] = [
  clientHoldsOneProductOfAFamily,
  serviceHasOneProtectionModel,
  everyChoiceIsMade,
  protectionModelIsOneOfTheProduct,
  termIsOneOfTheProduct,
  modulesAreOfTheirKind,
  modulesGoWithTheProduct,
  modulesHaveTheirProtectionModel,
  includedModulesAreNotBoughtAgain,
  modulesHaveWhatTheyRequire,
  modulesDoNotExcludeEachOther,
  managementModelIsAllowed,
  furtherContractsKeepTheSettings,
  distributorSellsSkuAndTerm,
  familyHasRoom,
  timelinesHaveRoom,
];
