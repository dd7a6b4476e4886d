import type { CatalogModule, ModuleKind } from './catalog.js';
import {
  type Choice,
  type ConfigurationPolicy,
  chosenModules,
  chosenProtectionModel,
  includedModules,
  isSold,
  modulesAskedFor,
  namesChoice,
} from './choice.js';
import { type Violation, violation } from './violation.js';

/** The modules of a kind that may be chosen beside the product (CA-3). */
export const moduleChoices = (choice: Choice, kind: ModuleKind): readonly string[] =>
  choice.modules
    .filter((module) => module.kind === kind && goesWithTheProduct(module, choice))
    .filter((module) => !namesChoice(module.includedIn, choice) && hasItsProtectionModel(module, choice))
    .filter((module) => module.retired || isSold(choice, module.id))
    .map((module) => module.id)
    .sort();

/** CA-3: each module once, one that exists, and under its own kind. */
export const modulesAreOfTheirKind: ConfigurationPolicy = (choice) => {
  const { request } = choice;
  const asked = modulesAskedFor(request);
  const repeated = asked.filter((id, index) => asked.indexOf(id) !== index);
  return [
    ...wronglyNamed(choice, request.addOns ?? [], 'add-on'),
    ...wronglyNamed(choice, request.managedServices ?? [], 'managed-service'),
    ...[...new Set(repeated)].map((module) =>
      violation('duplicate-module', 'CA-3', `${module} is chosen more than once`, { module }),
    ),
  ];
};

/** CA-4: a module of this product. */
export const modulesGoWithTheProduct: ConfigurationPolicy = (choice) =>
  chosenModules(choice)
    .filter((module) => !goesWithTheProduct(module, choice))
    .map((module) =>
      violation('wrong-product', 'CA-4', `${module.id} does not go with ${choice.product.id}`, {
        module: module.id,
        products: module.products,
      }),
    );

/** CA-4: only with certain products or protection models. */
export const modulesHaveTheirProtectionModel: ConfigurationPolicy = (choice) =>
  chosenModules(choice)
    .filter((module) => goesWithTheProduct(module, choice) && !hasItsProtectionModel(module, choice))
    .map((module) =>
      violation('only-with', 'CA-4', `${module.id} does not go with this choice of ${choice.product.id}`, {
        module: module.id,
        onlyWith: module.onlyWith,
      }),
    );

/** CA-4: what is included cannot be bought again. */
export const includedModulesAreNotBoughtAgain: ConfigurationPolicy = (choice) =>
  chosenModules(choice)
    .filter((module) => namesChoice(module.includedIn, choice))
    .map((module) =>
      violation('already-included', 'CA-4', `${module.id} is part of what is chosen already`, {
        module: module.id,
      }),
    );

/** CA-4: a module comes with what it requires: chosen too, in the service already, or included. */
export const modulesHaveWhatTheyRequire: ConfigurationPolicy = (choice) => {
  const present = presentModules(choice);
  return chosenModules(choice).flatMap((module) =>
    module.requires
      .filter((required) => !present.has(required))
      .map((required) =>
        violation('requires', 'CA-4', `${module.id} requires ${required}`, { module: module.id, required }),
      ),
  );
};

/** CA-4: modules that exclude each other, whichever of the two says so, chosen now or present already. */
export const modulesDoNotExcludeEachOther: ConfigurationPolicy = (choice) => {
  const present = presentModules(choice);
  const rules = new Map(choice.modules.map((module) => [module.id, module.excludes]));
  const excludes = (one: string, other: string): boolean => rules.get(one)?.includes(other) ?? false;
  const chosen = chosenModules(choice).map((module) => module.id);
  return chosen.flatMap((module) =>
    [...present]
      .filter((other) => other !== module && (excludes(module, other) || excludes(other, module)))
      .filter((other) => !chosen.includes(other) || module < other) // each pair once
      .map((other) =>
        violation('excludes', 'CA-4', `${module} and ${other} exclude each other`, {
          module,
          excluded: other,
        }),
      ),
  );
};

const goesWithTheProduct = (module: CatalogModule, { product }: Choice): boolean =>
  module.products.includes(product.id);

/** True as well while the protection model is not chosen, if one of the product would do. */
function hasItsProtectionModel(module: CatalogModule, choice: Choice): boolean {
  if (module.onlyWith.length === 0) return true;
  if (chosenProtectionModel(choice) !== undefined) return namesChoice(module.onlyWith, choice);
  return module.onlyWith.some(({ product }) => product === choice.product.id);
}

/** Chosen now, in the service already, or included in what is chosen. */
function presentModules(choice: Choice): ReadonlySet<string> {
  const now = [...includedModules(choice), ...chosenModules(choice)];
  return new Set([...now.map((module) => module.id), ...choice.present]);
}

function wronglyNamed(choice: Choice, ids: readonly string[], kind: ModuleKind): readonly Violation[] {
  const known = new Map(choice.modules.map((module) => [module.id, module.kind]));
  return [...new Set(ids)]
    .filter((id) => known.get(id) !== kind)
    .map((id) => {
      const extra = { module: id, choices: moduleChoices(choice, kind) };
      return known.has(id)
        ? violation('wrong-kind', 'CA-3', `${id} is no ${kind}`, extra)
        : violation('unknown-module', 'CA-1', `there is no ${kind} ${id}`, extra);
    });
}
