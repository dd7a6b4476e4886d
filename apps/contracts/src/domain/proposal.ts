import type { Instant } from '@reservoir/kernel';
import { type AssignmentRequest, modulesAskedFor } from './assign-licenses.js';
import type { FamilyClaim } from './client.js';
import type { Violation } from './contracts.rejections.js';
import { type Assortment, type Module, type Product, type WithProduct, skuOf } from './facts.js';
import type { Service } from './service.js';

/** A request beside all that decides whether it can be: what policies look at. */
export interface Proposal {
  readonly request: AssignmentRequest;
  readonly product: Product;
  /** The modules of the product, and those asked for as far as they exist. */
  readonly modules: readonly Module[];
  /** The partner's distributor's; undefined when it sells nothing. */
  readonly assortment: Assortment | undefined;
  /** What the client has of the family now; undefined when nothing. */
  readonly claim: FamilyClaim | undefined;
  /** The client's service of this product, open or not. */
  readonly service: Service | undefined;
  /** Spans in the client's timeline, by SKU asked for. */
  readonly timelineSpans: ReadonlyMap<string, number>;
  readonly now: Instant;
}

/** A named rule: gives every violation that it finds. */
export type AssignmentPolicy = (proposal: Proposal) => readonly Violation[];

/** The service while it has contracts: its settings stand (EN-1). */
export const openService = ({ claim, service, request }: Proposal): Service | undefined =>
  claim?.product === request.product ? service : undefined;

/** True when this request makes the first contract of the service, which chooses its settings (EN-1). */
export const opensService = (proposal: Proposal): boolean => openService(proposal) === undefined;

/** The modules asked for that exist. */
export function chosenModules({ request, modules }: Proposal): readonly Module[] {
  const asked = new Set(modulesAskedFor(request));
  return modules.filter((module) => asked.has(module.id));
}

/**
 * The protection model chosen: null for a product without any (CA-2), undefined while it is not chosen or unknown.
 */
export function chosenProtectionModel({ request, product }: Proposal): string | null | undefined {
  if (product.protectionModels.length === 0) return request.protectionModel ? undefined : null;
  const chosen = request.protectionModel ?? undefined;
  return chosen !== undefined && product.protectionModels.includes(chosen) ? chosen : undefined;
}

/** The SKU of the product as chosen; undefined while the protection model is not. */
export function chosenSku(proposal: Proposal): string | undefined {
  const protectionModel = chosenProtectionModel(proposal);
  return protectionModel === undefined ? undefined : skuOf(proposal.product.id, protectionModel);
}

/** True when one of the rules names the product with the chosen protection model (CA-4). */
export function namesChoice(rules: readonly WithProduct[], proposal: Proposal): boolean {
  const protectionModel = chosenProtectionModel(proposal);
  return rules.some(
    ({ product, protectionModels }) =>
      product === proposal.product.id &&
      (protectionModels === undefined || protectionModels.some((model) => model === protectionModel)),
  );
}

/** True when the distributor sells the SKU for the term asked for (CA-6). */
export const isSold = ({ assortment, request }: Proposal, sku: string): boolean =>
  assortment?.offers.some((offer) => offer.sku === sku && offer.terms.includes(request.term)) ?? false;

/** Modules that the client's service has already. */
export const liveModules = (proposal: Proposal): readonly string[] =>
  openService(proposal) === undefined
    ? []
    : (proposal.claim?.contracts ?? []).filter(({ kind }) => kind === 'module').map(({ sku }) => sku);
