import { describe, expect, it } from '@jest/globals';
import { demoCatalog } from '@reservoir/testing/demo';
import type { Choice } from './choice.js';
import { drawnSkus, impliedBy, violationsOf } from './configuration.js';
import { featuresOf } from './features.js';
import {
  aDistributorTwo,
  addOnsOfTheCatalog,
  everyConfiguration,
  type Configuration,
} from './testing/every.js';
import * as obvious from './testing/obvious-rules.js';

const choiceOf = ({ distributor, product: id, ...request }: Configuration): Choice => {
  const product = demoCatalog.products.find((one) => one.id === id);
  if (!product) throw new Error(`the demonstration catalog has no ${id}`);
  return {
    request: { ...request, term: 'Y1' },
    product: { ...product, protectionModels: product.protectionModels.map((model) => model.id) },
    modules: demoCatalog.modules,
    assortment: demoCatalog.assortments.find(({ distributorId }) => distributorId === distributor),
    present: [],
  };
};

/** What the rules find, as the obvious statement says it. */
const findings = (choice: Choice): readonly string[] =>
  violationsOf(choice)
    .map(({ code, extra }) => `${code} ${String(extra['choice'] ?? extra['module'] ?? extra['sku'])}`)
    .sort();

/** Runs a check over all configurations; tells how many there were. */
function forEvery(what: string, check: (configuration: Configuration, choice: Choice) => void): void {
  it(`${what}: all ${everyConfiguration.length} combinations`, () => {
    for (const configuration of everyConfiguration) check(configuration, choiceOf(configuration));
  });
}

describe('CA-5 every configuration of the demonstration catalog, against the rules in plain words', () => {
  it('prints how many there are', () => {
    const complete = everyConfiguration.filter((one) => obvious.isComplete(one));
    const right = complete.filter((one) => obvious.wrong(one).length === 0);
    process.stdout.write(
      `${everyConfiguration.length} combinations: ${complete.length} complete, ${right.length} of them right\n`,
    );
    // 2 distributors × 2 products × 6 answers for the model × 33 for the add-ons × 3 for the managed services
    expect(everyConfiguration).toHaveLength(2376);
    expect(new Set(everyConfiguration.map((one) => JSON.stringify(one))).size).toBe(2376);
    expect(right.length).toBeGreaterThan(30);
  });

  forEvery('CA-2, CA-3, CA-4, CA-6: what is wrong', (configuration, choice) => {
    expect({ configuration, findings: findings(choice) }).toEqual({
      configuration,
      findings: obvious.wrong(configuration),
    });
  });

  forEvery('CA-3: a missing choice lists its choices', (configuration, choice) => {
    for (const { code, extra } of violationsOf(choice))
      if (code === 'missing-choice' && extra['choice'] === 'addOns')
        expect({ configuration, choices: extra['choices'] }).toEqual({
          configuration,
          choices: addOnsOfTheCatalog.filter((addOn) => obvious.mayBeAdded(addOn, configuration)).sort(),
        });
  });

  forEvery('CA-5: what is implied, the features, the licences drawn', (configuration, choice) => {
    if (obvious.wrong(configuration).length > 0) return;
    const { product: id, protectionModel = null, addOns = [], managedServices = [] } = configuration;
    const product = demoCatalog.products.find((one) => one.id === id);
    const modules = [...addOns, ...managedServices];
    expect({
      configuration,
      implied: impliedBy(choice),
      features: product && featuresOf({ product, protectionModel, modules }, demoCatalog.modules),
      drawn: drawnSkus(choice),
    }).toEqual({
      configuration,
      implied: obvious.implied(configuration),
      features: obvious.features(configuration),
      drawn: [protectionModel === null ? id : `${id}:${protectionModel}`, ...modules].sort(),
    });
  });

  it('CA-6: distributor-two sells no EDR Standalone', () =>
    expect(findings(choiceOf(aDistributorTwo))).toEqual(['not-sold edr-standalone']));
});
