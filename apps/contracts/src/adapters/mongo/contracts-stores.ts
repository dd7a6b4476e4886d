import { Aggregates, type ChunkStores, type Memory, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';
import type { DistributorOf, FamilyKeys } from '../../application/needs.js';
import type { Assignment } from '../../domain/assignment.js';
import type { Client } from '../../domain/client.js';
import type { Contract } from '../../domain/contract.js';
import type { Entitlement } from '../../domain/entitlement.js';
import type { FeatureSwitches } from '../../domain/feature-switches.js';
import type { Assortment, Company, Module, PriceList, Product } from '../../domain/facts.js';
import type { RenewalLook } from '../../domain/renewal/renewal-look.js';
import type { Service } from '../../domain/service.js';
import type { Usage } from '../../domain/usage.js';
import type { Instant } from '@reservoir/kernel';
import { asOf } from './as-of.js';
import { ClientProductsStore } from './client-products-store.js';
import { FamilyIds } from './family-ids.js';
import { FollowingStore } from './following-store.js';
import { memory, partsOfAssignment, partsOfAssortment, partsOfClient, partsOfContract } from './memories.js';
import { ModuleStore } from './module-store.js';
import { OfCustomerStore } from './of-customer-store.js';
import * as schemas from './schemas.js';

/** An assignment as it is stored: with the day on which MongoDB may forget it. */
export type StoredAssignment = Assignment & { readonly purgeAt: Date | null };

/** A contract as it is stored: with the instant at which the scheduler looks at it; missing when never. */
export type StoredContract = Contract & { readonly dueAt?: Instant };

/** Every store of the service, in the order in which they load: what others follow comes first. */
export interface ContractsStores {
  readonly companies: Aggregates<Company>;
  readonly clients: Aggregates<Client>;
  readonly products: Aggregates<Product>;
  readonly modules: ModuleStore;
  readonly clientProducts: ClientProductsStore;
  readonly assortments: FollowingStore<Assortment, Exclude<DistributorOf, string>>;
  readonly priceLists: FollowingStore<PriceList, Exclude<DistributorOf, string>>;
  readonly assignments: Aggregates<StoredAssignment>;
  readonly contracts: FollowingStore<StoredContract, Exclude<FamilyKeys, string>>;
  readonly renewalLooks: FollowingStore<RenewalLook, Exclude<FamilyKeys, string>>;
  readonly services: OfCustomerStore<Service>;
  readonly entitlements: OfCustomerStore<Entitlement>;
  readonly usages: OfCustomerStore<Usage>;
  readonly featureSwitches: Aggregates<FeatureSwitches>;
}

/** What `FamilyIds` looks at to know the contracts of a family. */
const family = ['clients', 'products', 'assignments'];

/** Declares the collections with their indexes, which the start of the service makes, and gives the stores over them. */
export function contractsStores(connection: Connection): ContractsStores {
  const collections = collectionsOf(connection);
  const companies = collections.companies<Company>(memory());
  const assignments = collections.assignments<StoredAssignment>(memory<StoredAssignment>(partsOfAssignment));
  const distributor = <State extends Versioned>(aggregates: Aggregates<State>) =>
    new FollowingStore<State, Exclude<DistributorOf, string>>(
      aggregates,
      ['companies'],
      (chunk, { ofCompany }) => {
        const company = asOf(chunk, companies, ofCompany);
        return company ? [company.distributorId] : [];
      },
    );
  const clients = collections.clients<Client>(memory(partsOfClient));
  const products = collections.products<Product>(memory());
  const ids = new FamilyIds({ clients, products, assignments });
  const modules = new ModuleStore(collections.modules<Module>());
  return {
    companies,
    clients,
    products,
    modules,
    clientProducts: new ClientProductsStore(ids.products, products, modules),
    assortments: distributor(collections.assortments<Assortment>(memory(partsOfAssortment))),
    priceLists: distributor(collections.priceLists<PriceList>(memory())),
    assignments,
    contracts: new FollowingStore(
      collections.contracts<StoredContract>(memory(partsOfContract)),
      family,
      ids.contracts,
    ),
    renewalLooks: new FollowingStore(collections.renewalLooks<RenewalLook>(memory()), family, ids.contracts),
    services: new OfCustomerStore(collections.services<Service>()),
    entitlements: new OfCustomerStore(collections.entitlements<Entitlement>()),
    usages: new OfCustomerStore(collections.usages<Usage>()),
    featureSwitches: collections.featureSwitches<FeatureSwitches>(),
  } satisfies ChunkStores;
}

/** Aggregates by the names of their stores: companies, all that is of the catalog, and all that is a customer's. */
type Collections = Readonly<
  Record<
    'companies' | keyof typeof ofCatalog | keyof typeof ofCustomer,
    <State extends Versioned>(memory?: Memory<State>) => Aggregates<State>
  >
>;

function collectionsOf(connection: Connection): Collections {
  const aggregatesIn = (name: string, schema: Schema, type?: string) => {
    const model = connection.models[name] ?? connection.model(name, schema, name);
    return <State extends Versioned>(memory?: Memory<State>) => new Aggregates<State>(model, type, memory);
  };
  const catalog = Object.entries(ofCatalog).map(([name, type]) => [
    name,
    aggregatesIn('catalog', schemas.catalogSchema, type),
  ]);
  const customers = Object.entries(ofCustomer).map(([name, type]) => [
    name,
    aggregatesIn('aggregates', schemas.aggregateSchema, type),
  ]);
  const companies = ['companies', aggregatesIn('companies', schemas.companySchema)];
  return Object.fromEntries([companies, ...catalog, ...customers]) as Collections;
}

/** The types in the collection of what is known of the catalog. */
const ofCatalog = {
  products: 'product',
  modules: 'module',
  assortments: 'assortment',
  priceLists: 'price-list',
};

/** The types in the collection of what is a customer's. */
const ofCustomer = {
  clients: 'client',
  services: 'service',
  contracts: 'contract',
  renewalLooks: 'renewal-look',
  assignments: 'assignment',
  entitlements: 'entitlement',
  usages: 'usage',
  featureSwitches: 'feature-switches',
};
