import {
  type Choice,
  type ChoiceRequest,
  type ManagementModel,
  type ModuleFeatures,
  type MoneyLine,
  type Offers,
  type PointsLine,
  type Priced,
  type Prices,
  type ProductFeatures,
  type Violation,
  chosenModules,
  chosenProtectionModel,
  drawnSkus,
  featuresOf,
  impliedBy,
  itemIdOf,
  priceInMoney,
  priceInPoints,
  violation,
  violationsOf,
} from '@reservoir/catalog-rules';
import type { Instant, Term } from '@reservoir/kernel';

/** What is to be checked. */
export interface ConfigurationRequest extends ChoiceRequest {
  readonly managementModel?: ManagementModel | undefined;
  readonly quantity: number;
}

/** A product as it is published. */
export interface PublishedProduct extends ProductFeatures {
  readonly terms: readonly Term[];
  readonly managementModels: readonly ManagementModel[];
  readonly retired: boolean;
}

/** Who sells, to whom, at what price. */
export interface Sale {
  readonly distributorId: string;
  readonly tier: string | null;
  readonly assortment: Offers | undefined;
  /** Undefined where there is none, or none that the caller may know. */
  readonly prices: (Prices & { readonly version: number }) | undefined;
}

/** All that a configuration is judged by. */
export interface Around {
  readonly product: PublishedProduct;
  readonly modules: readonly ModuleFeatures[];
  /** Modules that the client has beside this product already. */
  readonly present: readonly string[];
  readonly sale: Sale;
  readonly now: Instant;
}

/** What a configuration is (CA-5). */
export interface ConfigurationCheck {
  readonly violations: readonly Violation[];
  readonly implied: readonly string[];
  readonly features: readonly string[];
  readonly draws: readonly {
    readonly sku: string;
    readonly term: Term;
    readonly quantity: number;
    readonly retired: boolean;
  }[];
  readonly price: {
    readonly distributorId: string;
    readonly tier: string | null;
    readonly version: number;
    readonly at: Instant;
    readonly money: Priced<MoneyLine, readonly { readonly currency: string; readonly amountMinor: number }[]>;
    readonly points: Priced<PointsLine, number>;
  } | null;
}

/** Judges a configuration, says what it would give and draw, and prices it (CA-5); what it has decided holds for nothing. */
export function checkConfiguration(request: ConfigurationRequest, around: Around): ConfigurationCheck {
  const { product, modules, present, sale, now } = around;
  const choice: Choice & { readonly modules: readonly ModuleFeatures[] } = {
    request,
    product: { ...product, protectionModels: product.protectionModels.map(({ id }) => id) },
    modules,
    assortment: sale.assortment,
    present,
  };
  const draws = drawnSkus(choice).map((sku) => ({ sku, term: request.term, quantity: request.quantity }));
  return {
    violations: [...violationsOf(choice), ...managementModelViolations(request, product)],
    implied: impliedBy(choice),
    features: featuresOf(
      {
        product,
        protectionModel: chosenProtectionModel(choice) ?? null,
        modules: [...chosenModules(choice).map(({ id }) => id), ...present],
      },
      modules,
    ),
    draws: draws.map((draw) => ({ ...draw, retired: isRetired(draw.sku, around) })),
    price: sale.prices ? priceOf(draws, sale, sale.prices, now) : null,
  };
}

// EN-1
const managementModelViolations = (
  { managementModel }: ConfigurationRequest,
  { id, managementModels }: PublishedProduct,
): readonly Violation[] =>
  managementModel === undefined || managementModels.includes(managementModel)
    ? []
    : [
        violation('management-model-not-allowed', 'EN-1', `${id} cannot be managed as ${managementModel}`, {
          choice: 'managementModel',
          choices: managementModels,
        }),
      ];

// CA-8
const isRetired = (sku: string, { product, modules }: Around): boolean =>
  itemIdOf(sku) === product.id ? product.retired : (modules.find(({ id }) => id === sku)?.retired ?? false);

/** What licences cost by a price list (CA-7). */
export const priceOf = (
  draws: Parameters<typeof priceInMoney>[0],
  { distributorId, tier }: Sale,
  prices: Prices & { readonly version: number },
  now: Instant,
) => ({
  distributorId,
  tier,
  version: prices.version,
  at: now,
  money: priceInMoney(draws, prices, tier, now),
  points: priceInPoints(draws, prices, tier, now),
});
