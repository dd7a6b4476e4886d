import { Aggregates, type ChunkStores, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';
import type { DistributorOf, IdOrAssignment } from '../../application/needs.js';
import type { Assignment } from '../../domain/assignment.js';
import type { Client } from '../../domain/client.js';
import type { Contract } from '../../domain/contract.js';
import { type Entitlement, entitlementIdOf } from '../../domain/entitlement.js';
import type { Assortment, Company, Module, PriceList, Product } from '../../domain/facts.js';
import { type Service, serviceIdOf } from '../../domain/service.js';
import { EntitlementStore } from './entitlement-store.js';
import { FollowingStore } from './following-store.js';
import { ModuleStore } from './module-store.js';
import * as schemas from './schemas.js';

/** An assignment as it is stored: with the day on which MongoDB may forget it. */
export type StoredAssignment = Assignment & { readonly purgeAt: Date | null };

/** Every store of the service, in the order in which they load: what others follow comes first. */
export interface ContractsStores {
  readonly companies: Aggregates<Company>;
  readonly products: Aggregates<Product>;
  readonly modules: ModuleStore;
  readonly assortments: FollowingStore<Assortment, Exclude<DistributorOf, string>>;
  readonly priceLists: FollowingStore<PriceList, Exclude<DistributorOf, string>>;
  readonly clients: Aggregates<Client>;
  readonly assignments: Aggregates<StoredAssignment>;
  readonly services: FollowingStore<Service, OfAssignment>;
  readonly contracts: FollowingStore<Contract, OfAssignment>;
  readonly entitlements: EntitlementStore;
}

type OfAssignment = Exclude<IdOrAssignment, string>;

/** Declares the collections with their indexes, which the start of the service makes, and gives the stores over them. */
export function contractsStores(connection: Connection): ContractsStores {
  const collections = collectionsOf(connection);
  const companies = collections.companies<Company>();
  const assignments = collections.assignments<StoredAssignment>();
  const distributor = <State extends Versioned>(aggregates: Aggregates<State>) =>
    new FollowingStore<State, Exclude<DistributorOf, string>>(aggregates, (chunk, { ofCompany }) => {
      const company = companies.find(chunk, ofCompany);
      return company ? [company.distributorId] : [];
    });
  const parts = <State extends Versioned>(
    aggregates: Aggregates<State>,
    idsOf: (assignment: Assignment) => readonly string[],
  ) =>
    new FollowingStore<State, OfAssignment>(aggregates, (chunk, { ofAssignment }) => {
      const assignment = assignments.find(chunk, ofAssignment);
      return assignment ? idsOf(assignment) : [];
    });
  return {
    companies,
    products: collections.products<Product>(),
    modules: new ModuleStore(collections.modules<Module>()),
    assortments: distributor(collections.assortments<Assortment>()),
    priceLists: distributor(collections.priceLists<PriceList>()),
    clients: collections.clients<Client>(),
    assignments,
    services: parts(collections.services<Service>(), (a) => [serviceIdOf(a.customerId, a.product)]),
    contracts: parts(collections.contracts<Contract>(), (a) => a.lines.map((line) => line.contractId)),
    entitlements: new EntitlementStore(
      parts(collections.entitlements<Entitlement>(), (a) =>
        a.lines.map((line) => entitlementIdOf(a.customerId, line.sku)),
      ),
    ),
  } satisfies ChunkStores;
}

type Collections<Name extends string> = Readonly<
  Record<Name, <State extends Versioned>() => Aggregates<State>>
>;

function collectionsOf(connection: Connection): Collections<keyof typeof declared> {
  const stores = Object.entries<Schema>(declared).map(([name, schema]) => {
    const model = connection.model(name, schema, name);
    return [name, <State extends Versioned>() => new Aggregates<State>(model)];
  });
  return Object.fromEntries(stores) as Collections<keyof typeof declared>;
}

const declared = {
  companies: schemas.companySchema,
  products: schemas.productSchema,
  modules: schemas.moduleSchema,
  assortments: schemas.assortmentSchema,
  priceLists: schemas.priceListSchema,
  clients: schemas.clientSchema,
  services: schemas.serviceSchema,
  contracts: schemas.contractSchema,
  assignments: schemas.assignmentSchema,
  entitlements: schemas.entitlementSchema,
};
