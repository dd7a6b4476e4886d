import type { CatalogModule } from './catalog.js';
import {
  type Choice,
  type ConfigurationPolicy,
  chosenModules,
  chosenSku,
  includedModules,
} from './choice.js';
import {
  distributorSellsSkuAndTerm,
  everyChoiceIsMade,
  protectionModelIsOneOfTheProduct,
  termIsOneOfTheProduct,
} from './configuration-policies.js';
import {
  includedModulesAreNotBoughtAgain,
  modulesAreOfTheirKind,
  modulesDoNotExcludeEachOther,
  modulesGoWithTheProduct,
  modulesHaveTheirProtectionModel,
  modulesHaveWhatTheyRequire,
} from './module-policies.js';
import type { Violation } from './violation.js';

/** Whether the choices are made, and fit together (CA-1 … CA-4). Asked all together. */
export const compatibilityPolicies: readonly ConfigurationPolicy[] = [
  everyChoiceIsMade,
  protectionModelIsOneOfTheProduct,
  termIsOneOfTheProduct,
  modulesAreOfTheirKind,
  modulesGoWithTheProduct,
  modulesHaveTheirProtectionModel,
  includedModulesAreNotBoughtAgain,
  modulesHaveWhatTheyRequire,
  modulesDoNotExcludeEachOther,
];

/** All that a configuration is judged by. */
export const configurationPolicies: readonly ConfigurationPolicy[] = [
  ...compatibilityPolicies,
  distributorSellsSkuAndTerm,
];

/** Everything that is wrong with a configuration, at once (CA-5). */
export const violationsOf = (choice: Choice): readonly Violation[] =>
  configurationPolicies.flatMap((policy) => policy(choice));

/** What comes with a configuration without being bought, by id (CA-5). */
export const impliedBy = (
  choice: Pick<Choice, 'request' | 'product'> & { readonly modules: readonly CatalogModule[] },
): readonly string[] =>
  includedModules(choice)
    .map(({ id }) => id)
    .sort();

/** The SKUs that a configuration draws licences of, in SKU order (CA-5); without the product's while it is not chosen. */
export function drawnSkus(choice: Pick<Choice, 'request' | 'product' | 'modules'>): readonly string[] {
  const product = chosenSku(choice);
  const modules = chosenModules(choice).map(({ id }) => id);
  return [...new Set([...(product === undefined ? [] : [product]), ...modules])].sort();
}
