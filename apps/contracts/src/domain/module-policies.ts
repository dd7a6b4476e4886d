import { modulesAskedFor } from './assign-licenses.js';
import { type Violation, violation } from './contracts.rejections.js';
import type { Module, ModuleKind } from './facts.js';
import {
  type AssignmentPolicy,
  type Proposal,
  chosenModules,
  chosenProtectionModel,
  isSold,
  liveModules,
  namesChoice,
} from './proposal.js';

/** The modules of a kind that may be chosen beside the product (CA-3). */
export const moduleChoices = (proposal: Proposal, kind: ModuleKind): readonly string[] =>
  proposal.modules
    .filter((module) => module.kind === kind && goesWithTheProduct(module, proposal))
    .filter((module) => !namesChoice(module.includedIn, proposal) && hasItsProtectionModel(module, proposal))
    .filter((module) => module.retired || isSold(proposal, module.id))
    .map((module) => module.id)
    .sort();

/** CA-3: each module once, one that exists, and under its own kind. */
export const modulesAreOfTheirKind: AssignmentPolicy = (proposal) => {
  const { request } = proposal;
  const asked = modulesAskedFor(request);
  const repeated = asked.filter((id, index) => asked.indexOf(id) !== index);
  return [
    ...wronglyNamed(proposal, request.addOns ?? [], 'add-on'),
    ...wronglyNamed(proposal, request.managedServices ?? [], 'managed-service'),
    ...[...new Set(repeated)].map((module) =>
      violation('duplicate-module', 'CA-3', `${module} is chosen more than once`, { module }),
    ),
  ];
};

/** CA-4: a module of this product. */
export const modulesGoWithTheProduct: AssignmentPolicy = (proposal) =>
  chosenModules(proposal)
    .filter((module) => !goesWithTheProduct(module, proposal))
    .map((module) =>
      violation('wrong-product', 'CA-4', `${module.id} does not go with ${proposal.product.id}`, {
        module: module.id,
        products: module.products,
      }),
    );

/** CA-4: only with certain products or protection models. */
export const modulesHaveTheirProtectionModel: AssignmentPolicy = (proposal) =>
  chosenModules(proposal)
    .filter((module) => goesWithTheProduct(module, proposal) && !hasItsProtectionModel(module, proposal))
    .map((module) =>
      violation('only-with', 'CA-4', `${module.id} does not go with this choice of ${proposal.product.id}`, {
        module: module.id,
        onlyWith: module.onlyWith,
      }),
    );

/** CA-4: what is included cannot be bought again. */
export const includedModulesAreNotBoughtAgain: AssignmentPolicy = (proposal) =>
  chosenModules(proposal)
    .filter((module) => namesChoice(module.includedIn, proposal))
    .map((module) =>
      violation('already-included', 'CA-4', `${module.id} is part of what is chosen already`, {
        module: module.id,
      }),
    );

/** CA-4: a module comes with what it requires: chosen too, in the service already, or included. */
export const modulesHaveWhatTheyRequire: AssignmentPolicy = (proposal) => {
  const present = presentModules(proposal);
  return chosenModules(proposal).flatMap((module) =>
    module.requires
      .filter((required) => !present.has(required))
      .map((required) =>
        violation('requires', 'CA-4', `${module.id} requires ${required}`, { module: module.id, required }),
      ),
  );
};

/** CA-4: modules that exclude each other, whichever of the two says so, chosen now or present already. */
export const modulesDoNotExcludeEachOther: AssignmentPolicy = (proposal) => {
  const present = presentModules(proposal);
  const rules = new Map(proposal.modules.map((module) => [module.id, module.excludes]));
  const excludes = (one: string, other: string): boolean => rules.get(one)?.includes(other) ?? false;
  const chosen = chosenModules(proposal).map((module) => module.id);
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

const goesWithTheProduct = (module: Module, { product }: Proposal): boolean =>
  module.products.includes(product.id);

/** True as well while the protection model is not chosen, if one of the product would do. */
function hasItsProtectionModel(module: Module, proposal: Proposal): boolean {
  if (module.onlyWith.length === 0) return true;
  if (chosenProtectionModel(proposal) !== undefined) return namesChoice(module.onlyWith, proposal);
  return module.onlyWith.some(({ product }) => product === proposal.product.id);
}

/** Chosen now, in the service already, or included in what is chosen. */
function presentModules(proposal: Proposal): ReadonlySet<string> {
  const included = proposal.modules.filter((module) => namesChoice(module.includedIn, proposal));
  const chosenNow = chosenModules(proposal);
  return new Set([...[...included, ...chosenNow].map((module) => module.id), ...liveModules(proposal)]);
}

function wronglyNamed(proposal: Proposal, ids: readonly string[], kind: ModuleKind): readonly Violation[] {
  const known = new Map(proposal.modules.map((module) => [module.id, module.kind]));
  return [...new Set(ids)]
    .filter((id) => known.get(id) !== kind)
    .map((id) => {
      const extra = { module: id, choices: moduleChoices(proposal, kind) };
      return known.has(id)
        ? violation('wrong-kind', 'CA-3', `${id} is no ${kind}`, extra)
        : violation('unknown-module', 'CA-1', `there is no ${kind} ${id}`, extra);
    });
}
