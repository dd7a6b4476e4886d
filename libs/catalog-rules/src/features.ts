import type { ModuleFeatures, ProductFeatures, WithProduct } from './catalog.js';
import { itemIdOf, protectionModelOf } from './skus.js';

/** What a client would have: a product with its protection model, and modules that were chosen beside it. */
export interface Held {
  readonly product: ProductFeatures;
  readonly protectionModel: string | null;
  /** Bought or implied; what is included need not be named. */
  readonly modules: readonly string[];
}

/** One row of the table of CA-9. */
export interface FeatureRow {
  readonly product: string;
  readonly protectionModel: string | null;
  /** Null: what the product and its protection model give by themselves. */
  readonly module: string | null;
  /** How it comes: with the product, included in the protection model, or bought beside it. */
  readonly comes: 'with-product' | 'included' | 'bought';
  readonly features: readonly string[];
}

/** The features that a client gets of a product, its protection model and its modules (EN-3, CA-5), in alphabetical order. */
export function featuresOf(held: Held, modules: readonly ModuleFeatures[]): readonly string[] {
  const has = (module: ModuleFeatures): boolean =>
    held.modules.includes(module.id) || names(module.includedIn, held.product.id, held.protectionModel);
  return distinct([...ownFeatures(held), ...modules.filter(has).flatMap(({ features }) => features)]);
}

/** The features of the SKUs that a client has of one product (EN-3): `endpoint-security:secure`, `patch-management`. */
export function featuresOfSkus(
  skus: readonly string[],
  product: ProductFeatures,
  modules: readonly ModuleFeatures[],
): readonly string[] {
  const ofProduct = skus.filter((sku) => itemIdOf(sku) === product.id);
  const bought = skus.filter((sku) => itemIdOf(sku) !== product.id);
  return distinct(
    ofProduct.flatMap((sku) =>
      featuresOf({ product, protectionModel: protectionModelOf(sku) ?? null, modules: bought }, modules),
    ),
  );
}

/** Product × protection model × add-on → features (CA-9), by product, protection model and module. */
export const featureTable = (
  products: readonly ProductFeatures[],
  modules: readonly ModuleFeatures[],
): readonly FeatureRow[] =>
  products.flatMap((product) =>
    (product.protectionModels.length > 0 ? product.protectionModels.map(({ id }) => id) : [null]).flatMap(
      (protectionModel) => rowsOf(product, protectionModel, modules),
    ),
  );

function rowsOf(
  product: ProductFeatures,
  protectionModel: string | null,
  modules: readonly ModuleFeatures[],
): readonly FeatureRow[] {
  const base = ownFeatures({ product, protectionModel });
  const row = { product: product.id, protectionModel };
  const beside = modules
    .filter(({ products, onlyWith }) => {
      const allowed = onlyWith.length === 0 || names(onlyWith, product.id, protectionModel);
      return products.includes(product.id) && allowed;
    })
    .map((module): FeatureRow => {
      const isIncluded = names(module.includedIn, product.id, protectionModel);
      return {
        ...row,
        module: module.id,
        comes: isIncluded ? 'included' : 'bought',
        features: distinct(module.features),
      };
    });
  return [{ ...row, module: null, comes: 'with-product', features: distinct(base) }, ...beside];
}

const ownFeatures = ({
  product,
  protectionModel,
}: Pick<Held, 'product' | 'protectionModel'>): readonly string[] => [
  ...product.features,
  ...(product.protectionModels.find(({ id }) => id === protectionModel)?.features ?? []),
];

const names = (rules: readonly WithProduct[], product: string, protectionModel: string | null): boolean =>
  rules.some(
    (rule) =>
      rule.product === product &&
      (rule.protectionModels === undefined ||
        rule.protectionModels.some((model) => model === protectionModel)),
  );

const distinct = (features: readonly string[]): readonly string[] => [...new Set(features)].sort();
