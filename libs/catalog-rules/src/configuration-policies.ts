import {
  type Choice,
  type ConfigurationPolicy,
  chosenModules,
  chosenProtectionModel,
  chosenSku,
  isSold,
} from './choice.js';
import { moduleChoices } from './module-policies.js';
import { type Violation, violation } from './violation.js';

/** CA-3: nothing is defaulted; what is missing is refused with the choices. */
export const everyChoiceIsMade: ConfigurationPolicy = (choice) => {
  const { request, product } = choice;
  const missing = (name: string, choices: readonly unknown[]): Violation =>
    violation('missing-choice', 'CA-3', `${name} is not chosen`, { choice: name, choices });
  return [
    ...(request.protectionModel === undefined && product.protectionModels.length > 0
      ? [missing('protectionModel', product.protectionModels)]
      : []),
    ...(request.addOns === undefined ? [missing('addOns', moduleChoices(choice, 'add-on'))] : []),
    ...(request.managedServices === undefined
      ? [missing('managedServices', moduleChoices(choice, 'managed-service'))]
      : []),
  ];
};

/** CA-2: a protection model of the product, and none where it has none. */
export const protectionModelIsOneOfTheProduct: ConfigurationPolicy = (choice) => {
  const { request, product } = choice;
  if (request.protectionModel === undefined || chosenProtectionModel(choice) !== undefined) return [];
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
export const termIsOneOfTheProduct: ConfigurationPolicy = ({ request, product }) =>
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
export const distributorSellsSkuAndTerm: ConfigurationPolicy = (choice) => {
  const sku = choice.product.retired ? undefined : chosenSku(choice);
  return [...notSold(choice, sku === undefined ? [] : [sku]), ...distributorSellsTheModules(choice)];
};

/** CA-6, CA-8: the same of the modules alone, where the product is there already. */
export const distributorSellsTheModules: ConfigurationPolicy = (choice) => {
  const modules = chosenModules(choice).filter(({ retired }) => !retired);
  return notSold(
    choice,
    modules.map(({ id }) => id),
  );
};

const notSold = (choice: Choice, skus: readonly string[]): readonly Violation[] =>
  skus
    .filter((sku) => !isSold(choice, sku))
    .map((sku) =>
      violation('not-sold', 'CA-6', `your distributor does not sell ${sku} for ${choice.request.term}`, {
        sku,
        term: choice.request.term,
      }),
    );
