import {
  type Violation,
  compatibilityPolicies,
  distributorSellsTheModules,
  moduleChoices,
  violation,
} from '@reservoir/catalog-rules';
import { type Refusal, termClassOf } from '@reservoir/kernel';
import { claimAt } from '../client.js';
import { type Contract, isLive } from '../contract.js';
import { refusalOf, unknownService } from '../contracts.rejections.js';
import type { Module } from '../facts.js';
import { type AssignmentPolicy, type Proposal, proposed } from '../proposal.js';
import { familyHasRoomForModules, startIsNotInThePast } from '../service-policies.js';
import { serviceIdOf } from '../service.js';
import { type Situation, contractsOfService, productOf } from '../situation.js';
import type { Addition } from './plan-module.js';

/** A module beside the contracts of its product, commercial and live. */
export interface ModuleProposal extends Proposal {
  readonly products: readonly Contract[];
}

type ModulePolicy = (proposal: ModuleProposal) => readonly Violation[];

/** CT-13: of the term class of its product; what it is measured by is there only in that class. */
export const productHasTheTermClass: ModulePolicy = ({ products, request }) => {
  const termsThere = products.flatMap(({ periods }) => periods.map(({ term }) => term));
  const classes = new Set(termsThere.map((term) => termClassOf(term)));
  return classes.has(termClassOf(request.term))
    ? []
    : [
        violation(
          'other-term-class',
          'CT-13',
          `${request.product} is there for ${[...new Set(termsThere)].sort().join(', ')}: a module is of its term class`,
          { choice: 'term', classes: [...classes].sort() },
        ),
      ];
};

/** Asked all together, of the configuration that the service would have (CA-3 … CA-8, CT-13). */
const policies: readonly (AssignmentPolicy | ModulePolicy)[] = [
  ...compatibilityPolicies,
  productHasTheTermClass,
  distributorSellsTheModules,
  startIsNotInThePast,
  familyHasRoomForModules,
];

/** Why a module cannot be added to a service; undefined when its configuration allows it (EN-6). */
export function whyNotAdded(
  situation: Situation,
  addition: Addition,
  module: Module | undefined,
): Refusal | undefined {
  const { product } = addition;
  const serviceId = serviceIdOf(situation.customer.id, product);
  const products = productsOf(situation, serviceId, 'commercial');
  if (products.length === 0)
    return productsOf(situation, serviceId, 'trial').length === 0
      ? unknownService(product)
      : {
          code: 'trial',
          rule: 'CT-14',
          detail: 'a module is on trial only from its start: convert the trial',
        };
  const proposal = { ...proposalOf(situation, addition, module), products };
  return refusalOf(
    module ? policies.flatMap((policy) => policy(proposal)) : [unknownModule(addition.module, proposal)],
  );
}

const productsOf = (situation: Situation, serviceId: string, mode: Contract['mode']): readonly Contract[] =>
  contractsOfService(situation, { serviceId, mode }).filter((one) => one.kind === 'product' && isLive(one));

/** What the service has, with the module beside: an assignment of it alone. */
function proposalOf(situation: Situation, addition: Addition, module: Module | undefined): Proposal {
  const { customer, client, familyId, services, modules, assortment, now } = situation;
  const { product, term, quantity, start, alignEnd } = addition;
  const service = services.find(({ id }) => id === serviceIdOf(customer.id, product));
  const asked = module ? [module] : [];
  const idsOf = (kind: Module['kind']) => asked.filter((one) => one.kind === kind).map(({ id }) => id);
  return proposed({
    request: {
      ...{ customerId: customer.id, product, mode: 'commercial', term, quantity, start, alignEnd },
      protectionModel: service?.protectionModel ?? null,
      addOns: idsOf('add-on'),
      managedServices: idsOf('managed-service'),
    },
    product: productOf(situation, product),
    modules: [...new Map([...modules, ...asked].map((one) => [one.id, one])).values()],
    ...{ assortment, claim: claimAt(client, familyId, 'commercial', now), service, now },
  });
}

/** CA-1: with what may be added instead (CA-3). */
function unknownModule(id: string, proposal: Proposal): Violation {
  const choices = [...moduleChoices(proposal, 'add-on'), ...moduleChoices(proposal, 'managed-service')];
  return violation('unknown-module', 'CA-1', `there is no module ${id}`, { module: id, choices });
}
