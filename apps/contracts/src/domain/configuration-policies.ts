import { type Violation, violation } from './contracts.rejections.js';
import { moduleChoices } from './module-policies.js';
import {
  type AssignmentPolicy,
  chosenModules,
  chosenProtectionModel,
  chosenSku,
  isSold,
  opensService,
} from './proposal.js';

/** CA-3: nothing is defaulted; what is missing is refused with the choices. */
export const everyChoiceIsMade: AssignmentPolicy = (proposal) => {
  const { request, product } = proposal;
  const missing = (choice: string, choices: readonly unknown[]): Violation =>
    violation('missing-choice', 'CA-3', `${choice} is not chosen`, { choice, choices });
  const settings = opensService(proposal);
  return [
    ...(request.protectionModel === undefined && product.protectionModels.length > 0
      ? [missing('protectionModel', product.protectionModels)]
      : []),
    ...(request.addOns === undefined ? [missing('addOns', moduleChoices(proposal, 'add-on'))] : []),
    ...(request.managedServices === undefined
      ? [missing('managedServices', moduleChoices(proposal, 'managed-service'))]
      : []),
    ...(settings && request.managementModel === undefined
      ? [missing('managementModel', product.managementModels)]
      : []),
    ...(settings && request.autoRenew === undefined
      ? [missing('autoRenew', [{ on: true }, { on: false }])]
      : []),
  ];
};

/** CA-2: a protection model of the product, and none where it has none. */
export const protectionModelIsOneOfTheProduct: AssignmentPolicy = (proposal) => {
  const { request, product } = proposal;
  if (request.protectionModel === undefined || chosenProtectionModel(proposal) !== undefined) return [];
  const choices = product.protectionModels.length > 0 ? product.protectionModels : [null];
  const detail =
    request.protectionModel === null
      ? `${product.id} needs a protection model`
      : `${product.id} has no protection model ${request.protectionModel}`;
  return [
    violation('unknown-protection-model', 'CA-2', detail, {
      choice: 'protectionModel',
      protectionModel: request.protectionModel,
      choices,
    }),
  ];
};

/** CA-1: a term that the product comes in. */
export const termIsOneOfTheProduct: AssignmentPolicy = ({ request, product }) =>
  product.terms.includes(request.term)
    ? []
    : [
        violation('term-not-offered', 'CA-1', `${product.id} does not come for ${request.term}`, {
          choice: 'term',
          term: request.term,
          choices: product.terms,
        }),
      ];

/** CA-6: the partner's distributor sells every SKU for the term. CA-8: stock of what is retired may still be assigned. */
export const distributorSellsSkuAndTerm: AssignmentPolicy = (proposal) => {
  const { product, request } = proposal;
  const productSku = chosenSku(proposal);
  const skus = [
    ...(product.retired || productSku === undefined ? [] : [productSku]),
    ...chosenModules(proposal)
      .filter((module) => !module.retired)
      .map((module) => module.id),
  ];
  return skus
    .filter((sku) => !isSold(proposal, sku))
    .map((sku) =>
      violation('not-sold', 'CA-6', `your distributor does not sell ${sku} for ${request.term}`, {
        sku,
        term: request.term,
      }),
    );
};
