import type { Assignment } from '../domain/assignment.js';
import type { Client } from '../domain/client.js';
import type { Contract } from '../domain/contract.js';
import type { Entitlement } from '../domain/entitlement.js';
import type { FeatureSwitches } from '../domain/feature-switches.js';
import type { Assortment, Company, Module, PriceList, Product } from '../domain/facts.js';
import type { RenewalLook } from '../domain/renewal/renewal-look.js';
import type { Service } from '../domain/service.js';
import type { Usage } from '../domain/usage.js';

/** What the use cases read and write of one kind of thing, within one unit of work. */
export interface Collection<Item> {
  /** The item as the unit of work has it by now. */
  find(id: string): Item | undefined;
  /** Keeps the item; it is written with all else of the unit of work, or not at all. */
  save(item: Item): void;
}

export type Companies = Collection<Company>;
export type Products = Collection<Product>;
export type Assortments = Collection<Assortment>;
export type PriceLists = Collection<PriceList>;
export type Clients = Collection<Client>;
export type Services = Collection<Service>;
export type Contracts = Collection<Contract>;
export type Assignments = Collection<Assignment>;

export type FeatureSwitchesOfServices = Collection<FeatureSwitches>;

export interface Usages extends Collection<Usage> {
  /** All that is known of a customer's use. */
  ofCustomer(customerId: string): readonly Usage[];
}

export interface Entitlements extends Collection<Entitlement> {
  /** Every entitlement of a customer. */
  ofCustomer(customerId: string): readonly Entitlement[];
}

export interface Modules extends Collection<Module> {
  /** Every module that names the product. */
  ofProduct(productId: string): readonly Module[];
}

/** All that the use cases work on. */
export interface Ports {
  readonly companies: Companies;
  readonly products: Products;
  readonly modules: Modules;
  readonly assortments: Assortments;
  readonly priceLists: PriceLists;
  readonly clients: Clients;
  readonly services: Services;
  readonly contracts: Contracts;
  readonly renewalLooks: Collection<RenewalLook>;
  readonly assignments: Assignments;
  readonly entitlements: Entitlements;
  readonly usages: Usages;
  readonly featureSwitches: FeatureSwitchesOfServices;
}
