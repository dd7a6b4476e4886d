import type { Instant, UtcDay } from '@reservoir/kernel';
import type { Actor } from './assign-licenses.js';
import type { Client } from './client.js';
import type { Contract, FrozenVersions } from './contract.js';
import type { Assortment, Company, Module, Product } from './facts.js';
import type { Service } from './service.js';

/** Everything that a decision about a family sees: it is the consistency boundary (CT-19). */
export interface Situation {
  readonly operationId: string;
  /** Whether an operation of the gateway asks; else it is a job. */
  readonly isAwaited: boolean;
  /** Null for a job. */
  readonly actor: Actor | null;
  readonly customer: Company;
  readonly partner: Company;
  readonly client: Client;
  readonly familyId: string;
  /** The contract that the command names; of a command that names a product, undefined. */
  readonly named: Contract | undefined;
  /** Every contract of the family, of both modes, that is being assigned or live; what was due is done. */
  readonly contracts: readonly Contract[];
  readonly services: readonly Service[];
  readonly products: readonly Product[];
  /** Modules of those products. */
  readonly modules: readonly Module[];
  /** The partner's distributor's. */
  readonly assortment: Assortment | undefined;
  readonly priceVersion: number | null;
  readonly now: Instant;
  /** The UTC day of the operation (CT-19). */
  readonly today: UtcDay;
}

/** A product of the family. @throws Error when its fact is not there: what is contracted was published */
export function productOf({ products }: Pick<Situation, 'products'>, id: string): Product {
  const product = products.find((one) => one.id === id);
  if (!product) throw new Error(`there is no product ${id}`);
  return product;
}

/** The commercial or trial contracts of a service, products and modules. */
export const contractsOfService = (
  { contracts }: Pick<Situation, 'contracts'>,
  { serviceId, mode }: Pick<Contract, 'serviceId' | 'mode'>,
): readonly Contract[] => contracts.filter((one) => one.serviceId === serviceId && one.mode === mode);

/** What a period freezes that is made in the situation (CA-7). */
export const frozenBy = (
  { priceVersion, partner: { tier } }: Pick<Situation, 'priceVersion' | 'partner'>,
  catalogVersion: number,
): FrozenVersions => ({ catalogVersion, priceVersion, tier });

/** The version of the catalog that a new period of a contract freezes (CA-7); as before, where its module is not known any more. */
export function catalogVersionOf(
  { products, modules }: Pick<Situation, 'products' | 'modules'>,
  { kind, product, periods: [{ sku, catalogVersion }] }: Contract,
): number {
  const item =
    kind === 'product' ? products.find(({ id }) => id === product) : modules.find(({ id }) => id === sku);
  return item?.version ?? catalogVersion;
}
