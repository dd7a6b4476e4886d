import type { Term } from '@reservoir/kernel';
import type { CatalogModule, CatalogProduct, Offers, WithProduct } from './catalog.js';
import { skuOf } from './skus.js';
import type { Violation } from './violation.js';

/** What is chosen of a product. Whatever is left out was not chosen: nothing is defaulted (CA-3). */
export interface ChoiceRequest {
  readonly protectionModel?: string | null | undefined;
  readonly addOns?: readonly string[] | undefined;
  readonly managedServices?: readonly string[] | undefined;
  readonly term: Term;
}

/** A configuration beside all of the catalog that it is judged by. */
export interface Choice {
  readonly request: ChoiceRequest;
  readonly product: CatalogProduct;
  /** The modules of the product, and those asked for as far as they exist. */
  readonly modules: readonly CatalogModule[];
  /** The partner's distributor's; undefined when it sells nothing. */
  readonly assortment: Offers | undefined;
  /** Modules that the client has beside this product already. */
  readonly present: readonly string[];
}

/** A named rule of configurations: gives every violation that it finds. */
export type ConfigurationPolicy = (choice: Choice) => readonly Violation[];

/** The modules that are asked for, add-ons first. */
export const modulesAskedFor = ({
  addOns = [],
  managedServices = [],
}: Pick<ChoiceRequest, 'addOns' | 'managedServices'>): readonly string[] => [...addOns, ...managedServices];

/** The modules asked for that exist. */
export function chosenModules<Module extends CatalogModule>(
  choice: Pick<Choice, 'request'> & { readonly modules: readonly Module[] },
): readonly Module[] {
  const asked = new Set(modulesAskedFor(choice.request));
  return choice.modules.filter((module) => asked.has(module.id));
}

/** The protection model chosen: null for a product without any (CA-2), undefined while it is not chosen or unknown. */
export function chosenProtectionModel({
  request,
  product,
}: Pick<Choice, 'request' | 'product'>): string | null | undefined {
  if (product.protectionModels.length === 0) return request.protectionModel ? undefined : null;
  const chosen = request.protectionModel ?? undefined;
  return chosen !== undefined && product.protectionModels.includes(chosen) ? chosen : undefined;
}

/** The SKU of the product as chosen; undefined while the protection model is not. */
export function chosenSku(choice: Pick<Choice, 'request' | 'product'>): string | undefined {
  const protectionModel = chosenProtectionModel(choice);
  return protectionModel === undefined ? undefined : skuOf(choice.product.id, protectionModel);
}

/** True when one of the rules names the product with the chosen protection model (CA-4). */
export function namesChoice(
  rules: readonly WithProduct[],
  choice: Pick<Choice, 'request' | 'product'>,
): boolean {
  const protectionModel = chosenProtectionModel(choice);
  return rules.some(
    ({ product, protectionModels }) =>
      product === choice.product.id &&
      (protectionModels === undefined || protectionModels.some((model) => model === protectionModel)),
  );
}

/** True when the distributor sells the SKU for the term asked for (CA-6). */
export const isSold = (
  { assortment, request }: Pick<Choice, 'assortment' | 'request'>,
  sku: string,
): boolean =>
  assortment?.offers.some((offer) => offer.sku === sku && offer.terms.includes(request.term)) ?? false;

/** The modules that are part of what is chosen (CA-4). */
export const includedModules = <Module extends CatalogModule>(
  choice: Pick<Choice, 'request' | 'product'> & { readonly modules: readonly Module[] },
): readonly Module[] => choice.modules.filter((module) => namesChoice(module.includedIn, choice));
