import type { ProductModule, WithProduct } from './catalog-items.js';
import type { CatalogItems } from './skus.js';
import type { Check, Violation } from './violations.js';

type ModuleCheck = Check<ProductModule, CatalogItems>;

const wrong = (code: string, rule: string, path: string, detail: string): Violation => ({
  code,
  rule,
  detail,
  path,
});

// A SKU names a product or a module by its id alone.
export const idIsNoProducts: ModuleCheck = ({ id }, items) =>
  items.product(id) ? [wrong('id-taken', 'CA-1', 'id', `${id} is a product`)] : [];

// CA-1
export const productsArePublished: ModuleCheck = ({ products }, items) =>
  products.flatMap((id, index) =>
    items.product(id)
      ? []
      : [wrong('unknown-product', 'CA-1', `products[${index}]`, `there is no product ${id}`)],
  );

// CA-4: only-with and included-in say more of the products that the module goes with, so they stay within those.
export const rulesStayWithinItsProducts: ModuleCheck = ({ products, onlyWith, includedIn }, items) =>
  [...placed(onlyWith, 'onlyWith'), ...placed(includedIn, 'includedIn')].flatMap(({ rule, path }) =>
    products.includes(rule.product)
      ? unknownModels(rule, path, items)
      : [
          wrong(
            'rule-out-of-reach',
            'CA-4',
            `${path}.product`,
            `the module does not go with ${rule.product}`,
          ),
        ],
  );

const placed = (rules: readonly WithProduct[], name: string) =>
  rules.map((rule, index) => ({ rule, path: `${name}[${index}]` }));

function unknownModels(rule: WithProduct, path: string, items: CatalogItems): readonly Violation[] {
  const known = items.product(rule.product)?.protectionModels.map(({ id }) => id);
  if (!known) return [];
  return (rule.protectionModels ?? []).flatMap((model, index) =>
    known.includes(model)
      ? []
      : [
          wrong(
            'unknown-protection-model',
            'CA-4',
            `${path}.protectionModels[${index}]`,
            `${rule.product} has no protection model ${model}`,
          ),
        ],
  );
}

// CA-4
export const requiredModulesArePublished: ModuleCheck = ({ id, requires }, items) =>
  requires.flatMap((required, index) =>
    required !== id && items.module(required)
      ? []
      : [wrong('unknown-module', 'CA-4', `requires[${index}]`, `there is no other module ${required}`)],
  );

// CA-4: what is excluded may be published later, since two modules often exclude each other.
export const excludesAreNoContradiction: ModuleCheck = ({ id, requires, excludes }) =>
  excludes.flatMap((excluded, index) =>
    excluded === id || requires.includes(excluded)
      ? [
          wrong(
            'contradiction',
            'CA-4',
            `excludes[${index}]`,
            excluded === id ? 'a module cannot exclude itself' : `${excluded} is required and excluded`,
          ),
        ]
      : [],
  );

// CA-9
export const moduleGivesAFeature: ModuleCheck = ({ features }) =>
  features.length > 0
    ? []
    : [
        wrong(
          'feature-missing',
          'CA-9',
          'features',
          'every add-on and managed service gives at least one feature',
        ),
      ];

export const moduleChecks: readonly ModuleCheck[] = [
  idIsNoProducts,
  productsArePublished,
  rulesStayWithinItsProducts,
  requiredModulesArePublished,
  excludesAreNoContradiction,
  moduleGivesAFeature,
];
