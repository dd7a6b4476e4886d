import { dayOf } from '@reservoir/kernel';
import { type Violation, chosenProtectionModel, modulesAskedFor, violation } from '@reservoir/catalog-rules';
import { contractsOfAFamilyMost } from './client.js';
import { type AssignmentPolicy, type Proposal, openService } from './proposal.js';

/** CT-5: a client has at most one commercial product of a family; its modules and further contracts share the claim. */
export const clientHoldsOneProductOfAFamily: AssignmentPolicy = ({ claim, request, product }) =>
  claim === undefined || claim.product === request.product
    ? []
    : [
        violation(
          'family-taken',
          'CT-5',
          `the client has ${claim.product} of the family ${product.familyId}: change it by an upgrade (CT-12)`,
          { familyId: product.familyId, product: claim.product, hint: 'upgrade' },
        ),
      ];

/** CT-5: a service has one protection model; another one is an upgrade (CT-12). */
export const serviceHasOneProtectionModel: AssignmentPolicy = (proposal) => {
  const service = openService(proposal);
  const chosen = chosenProtectionModel(proposal);
  if (service === undefined || chosen === undefined || service.protectionModel === chosen) return [];
  const has = service.protectionModel ?? 'none';
  return [
    violation(
      'other-protection-model',
      'CT-5',
      `the service has the protection model ${has}: change it by an upgrade (CT-12)`,
      { protectionModel: service.protectionModel, hint: 'upgrade' },
    ),
  ];
};

/** EN-1: delegated only where the product allows. */
export const managementModelIsAllowed: AssignmentPolicy = ({ request, product }) =>
  request.managementModel === undefined || product.managementModels.includes(request.managementModel)
    ? []
    : [
        violation(
          'management-model-not-allowed',
          'EN-1',
          `${product.id} cannot be managed as ${request.managementModel}`,
          { choice: 'managementModel', choices: product.managementModels },
        ),
      ];

/** EN-1: settings are chosen on the first contract; a further one may repeat them, and changes none in passing. */
export const furtherContractsKeepTheSettings: AssignmentPolicy = (proposal) => {
  const service = openService(proposal);
  const { managementModel, autoRenew } = proposal.request;
  if (service === undefined) return [];
  const kept = (setting: string, value: unknown) =>
    violation(
      'setting-is-chosen',
      'EN-1',
      `${setting} of the service is chosen already: change the service`,
      {
        setting,
        value,
      },
    );
  const otherRenewal =
    autoRenew !== undefined &&
    (autoRenew.on !== service.autoRenew.on || (autoRenew.term ?? null) !== service.autoRenew.term);
  return [
    ...(managementModel !== undefined && managementModel !== service.managementModel
      ? [kept('managementModel', service.managementModel)]
      : []),
    ...(otherRenewal ? [kept('autoRenew', service.autoRenew)] : []),
  ];
};

/** No document grows without bound: a family's claim lists at most 500 contracts. */
export const familyHasRoom: AssignmentPolicy = (proposal) =>
  roomFor(proposal, 1 + modulesAskedFor(proposal.request).length);

/** The same where the product is there already, and modules alone are added. */
export const familyHasRoomForModules: AssignmentPolicy = (proposal) =>
  roomFor(proposal, modulesAskedFor(proposal.request).length);

function roomFor({ claim, product }: Proposal, added: number): readonly Violation[] {
  const live = claim?.contracts.length ?? 0;
  return live + added <= contractsOfAFamilyMost
    ? []
    : [
        violation(
          'too-many-contracts',
          'CT-5',
          `the client has ${live} live contracts of the family ${product.familyId}, ` +
            `of at most ${contractsOfAFamilyMost}: group them first (CT-11)`,
          { live, added, most: contractsOfAFamilyMost, hint: 'group' },
        ),
      ];
}

/** CT-2: a contract starts today or later. */
export const startIsNotInThePast: AssignmentPolicy = ({ request, now }) =>
  request.start === undefined || request.start >= dayOf(now)
    ? []
    : [violation('start-in-the-past', 'CT-2', `${request.start} is past: a contract starts today or later`)];
