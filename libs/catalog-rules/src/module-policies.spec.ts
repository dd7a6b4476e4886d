import { describe, expect, it } from '@jest/globals';
import type { ChoiceRequest } from './choice.js';
import {
  includedModulesAreNotBoughtAgain,
  modulesAreOfTheirKind,
  modulesDoNotExcludeEachOther,
  modulesGoWithTheProduct,
  modulesHaveTheirProtectionModel,
  modulesHaveWhatTheyRequire,
} from './module-policies.js';
import { aChoice, aModule, found, theModules } from './testing/choices.js';

const choosing = (request: Partial<ChoiceRequest>, modules = theModules) => aChoice({ modules }, request);

describe('CA-3 modules are of their kind', () => {
  it('passes', () =>
    expect(
      modulesAreOfTheirKind(choosing({ addOns: ['encryption'], managedServices: ['mdr-foundations'] })),
    ).toEqual([]));

  it('refused under the wrong kind, unknown, and twice', () =>
    expect(
      found(
        modulesAreOfTheirKind,
        choosing({
          addOns: ['mdr-foundations', 'nope', 'encryption', 'encryption'],
          managedServices: ['edr'],
        }),
      ),
    ).toMatchObject([
      { code: 'wrong-kind', extra: { module: 'mdr-foundations' } },
      { code: 'unknown-module', rule: 'CA-1', extra: { module: 'nope' } },
      { code: 'wrong-kind', extra: { module: 'edr', choices: ['mdr-foundations'] } },
      { code: 'duplicate-module', extra: { module: 'encryption' } },
    ]));
});

describe('CA-4 modules go with the product', () => {
  it('passes', () => expect(modulesGoWithTheProduct(choosing({ addOns: ['encryption'] }))).toEqual([]));
  it('refused with another product', () =>
    expect(found(modulesGoWithTheProduct, choosing({ addOns: ['email-archive'] }))).toEqual([
      {
        code: 'wrong-product',
        rule: 'CA-4',
        extra: { module: 'email-archive', products: ['email-security'] },
      },
    ]));
});

describe('CA-4 only with certain protection models', () => {
  const withScanning = (protectionModel: string | undefined) =>
    found(modulesHaveTheirProtectionModel, choosing({ protectionModel, addOns: ['sve-scanning'] }));

  it('SVE scanning with A la carte passes', () => expect(withScanning('a-la-carte')).toEqual([]));
  it('SVE scanning with Secure is refused', () =>
    expect(withScanning('secure')).toMatchObject([{ code: 'only-with', rule: 'CA-4' }]));
  it('says nothing while the protection model is not chosen', () =>
    expect(withScanning(undefined)).toEqual([]));
});

describe('CA-4 what is included cannot be bought again', () => {
  it.each([
    ['edr', 'a-la-carte', 0],
    ['edr', 'secure', 1],
    ['mdr-foundations', 'secure', 0],
    ['mdr-foundations', 'secure-plus', 1],
    ['xdr', 'secure-plus', 0],
    ['xdr', 'secure-extra', 1],
  ])('%s with %s: %i', (module, protectionModel, violations) =>
    expect(
      includedModulesAreNotBoughtAgain(choosing({ protectionModel, addOns: [module] })).map(
        ({ code }) => code,
      ),
    ).toEqual(Array(violations).fill('already-included')),
  );
});

describe('CA-4 modules have what they require', () => {
  it('refused without', () =>
    expect(found(modulesHaveWhatTheyRequire, choosing({ addOns: ['xdr'] }))).toEqual([
      { code: 'requires', rule: 'CA-4', extra: { module: 'xdr', required: 'edr' } },
    ]));

  it.each([
    ['chosen too', choosing({ addOns: ['xdr', 'edr'] })],
    ['included', choosing({ protectionModel: 'secure', addOns: ['xdr'] })],
    ['in the service already', aChoice({ present: ['edr'] }, { addOns: ['xdr'] })],
  ])('passes when it is %s', (_, choice) => expect(modulesHaveWhatTheyRequire(choice)).toEqual([]));
});

describe('CA-4 modules do not exclude each other', () => {
  const excluded = (module: string, other: string) => [
    { code: 'excludes', rule: 'CA-4', extra: { module, excluded: other } },
  ];

  it('passes alone, and beside others', () =>
    expect(modulesDoNotExcludeEachOther(choosing({ addOns: ['legacy-scan', 'edr'] }))).toEqual([]));

  it('refused once, whichever of the two says so', () =>
    expect(found(modulesDoNotExcludeEachOther, choosing({ addOns: ['legacy-scan', 'encryption'] }))).toEqual(
      excluded('encryption', 'legacy-scan'),
    ));

  it('refused beside what the service has already', () => {
    expect(
      found(modulesDoNotExcludeEachOther, aChoice({ present: ['legacy-scan'] }, { addOns: ['encryption'] })),
    ).toEqual(excluded('encryption', 'legacy-scan'));
    expect(
      found(modulesDoNotExcludeEachOther, aChoice({ present: ['encryption'] }, { addOns: ['legacy-scan'] })),
    ).toEqual(excluded('legacy-scan', 'encryption'));
  });

  it('refused beside what is included', () => {
    const against = aModule({ id: 'no-edr', excludes: ['edr'] });
    const choice = choosing({ protectionModel: 'secure', addOns: ['no-edr'] }, [...theModules, against]);
    expect(found(modulesDoNotExcludeEachOther, choice)).toEqual(excluded('no-edr', 'edr'));
  });
});
