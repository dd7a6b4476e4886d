import type { Product, ProductModule } from './catalog-items.js';
import { type Check, type Violation, repetitions } from './violations.js';

/** What a product is judged by. */
export interface ProductSurroundings {
  readonly familyExists: boolean;
  /** A module has this id already. */
  readonly moduleHasId: boolean;
  /** The version that is there. */
  readonly before: Product | undefined;
  /** The modules whose rules name it. */
  readonly modulesNaming: readonly ProductModule[];
}

type ProductCheck = Check<Product, ProductSurroundings>;

// CA-1
export const familyIsPublished: ProductCheck = ({ familyId }, { familyExists }) =>
  familyExists
    ? []
    : [{ code: 'unknown-family', rule: 'CA-1', detail: `there is no family ${familyId}`, path: 'familyId' }];

// A SKU names a product or a module by its id alone.
export const idIsNoModules: ProductCheck = ({ id }, { moduleHasId }) =>
  moduleHasId ? [{ code: 'id-taken', rule: 'CA-1', detail: `${id} is a module`, path: 'id' }] : [];

// CA-2
export const protectionModelsBelongToEndpointSecurity: ProductCheck = ({ productType, protectionModels }) =>
  productType === 'endpoint-security'
    ? []
    : protectionModels.map(({ id }, index) => ({
        code: 'protection-model-not-allowed',
        rule: 'CA-2',
        detail: `${productType} has no protection models, not ${id}`,
        path: `protectionModels[${index}]`,
      }));

// CA-1
export const choicesAreDistinct: ProductCheck = (product) =>
  (
    [
      ['terms', product.terms],
      ['managementModels', product.managementModels],
      ['protectionModels', product.protectionModels.map(({ id }) => id)],
      ['features', product.features],
    ] as const
  ).flatMap(([name, choices]) =>
    repetitions<string>(choices, (choice) => choice).map((index) => twice(name, index, choices[index])),
  );

const twice = (name: string, index: number, choice = ''): Violation => ({
  code: 'duplicate',
  rule: 'CA-1',
  detail: `${choice} stands twice in ${name}`,
  path: `${name}[${index}]`,
});

// CA-1: contracts claim a family with their product (CT-5), and what a product is does not change under them.
export const familyAndTypeStay: ProductCheck = ({ familyId, productType }, { before }) =>
  (
    [
      ['familyId', familyId, before?.familyId],
      ['productType', productType, before?.productType],
    ] as const
  ).flatMap(([path, now, then]) =>
    then === undefined || now === then
      ? []
      : [{ code: 'cannot-change', rule: 'CA-1', detail: `${path} was published as ${then}`, path }],
  );

// CA-4: a rule never names what is not there; the module comes first, without it.
export const rulesThatNameItHold: ProductCheck = ({ id, protectionModels }, { modulesNaming }) =>
  modulesNaming.flatMap((module) => {
    const named = [...module.onlyWith, ...module.includedIn]
      .filter(({ product }) => product === id)
      .flatMap((rule) => rule.protectionModels ?? []);
    return [...new Set(named)]
      .filter((model) => !protectionModels.some((known) => known.id === model))
      .map((model) => ({
        code: 'still-named',
        rule: 'CA-4',
        detail: `the rules of ${module.id} name the protection model ${model}`,
        path: 'protectionModels',
      }));
  });

// PO-8
export const recoveryPolicyCoversTheTerm: ProductCheck = ({ recoveryPolicy }) =>
  recoveryPolicy.flatMap(({ untilDay }, index) => {
    const isLast = index === recoveryPolicy.length - 1;
    const before = recoveryPolicy[index - 1]?.untilDay ?? 0;
    const fits = isLast ? untilDay === null : untilDay !== null && untilDay > before;
    return fits ? [] : [recoveryGap(index, isLast)];
  });

const recoveryGap = (index: number, isLast: boolean): Violation => ({
  code: 'recovery-policy-invalid',
  rule: 'PO-8',
  detail: isLast
    ? 'the last step of a recovery policy is for the rest of the term: its untilDay is null'
    : 'the days of a recovery policy grow from step to step',
  path: `recoveryPolicy[${index}].untilDay`,
});

export const productChecks: readonly ProductCheck[] = [
  familyIsPublished,
  idIsNoModules,
  protectionModelsBelongToEndpointSecurity,
  choicesAreDistinct,
  familyAndTypeStay,
  rulesThatNameItHold,
  recoveryPolicyCoversTheTerm,
];
