import type { Choice, Violation } from '@reservoir/catalog-rules';
import type { Instant } from '@reservoir/kernel';
import type { AssignmentRequest } from './assign-licenses.js';
import type { FamilyClaim } from './client.js';
import type { Assortment, Module, Product } from './facts.js';
import type { Service } from './service.js';

/** A request beside all that decides whether it can be: what policies look at. */
export interface Proposal extends Choice {
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
  readonly now: Instant;
}

/** A named rule: gives every violation that it finds. */
export type AssignmentPolicy = (proposal: Proposal) => readonly Violation[];

/** The service while it has contracts: its settings stand (EN-1). */
export const openService = ({
  claim,
  service,
  request,
}: Pick<Proposal, 'claim' | 'service' | 'request'>): Service | undefined =>
  claim?.product === request.product ? service : undefined;

/** True when this request makes the first contract of the service, which chooses its settings (EN-1). */
export const opensService = (proposal: Proposal): boolean => openService(proposal) === undefined;

/** A proposal of its parts: the modules that the client's service has already stand beside what is chosen now (CA-4). */
export function proposed(parts: Omit<Proposal, 'present'>): Proposal {
  const live = openService(parts) === undefined ? [] : (parts.claim?.contracts ?? []);
  return { ...parts, present: live.filter(({ kind }) => kind === 'module').map(({ sku }) => sku) };
}
