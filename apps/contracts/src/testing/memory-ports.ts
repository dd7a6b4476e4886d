import type { Assignments, Collection, Ports } from '../application/ports.js';
import type { Entitlement } from '../domain/entitlement.js';
import type { Module } from '../domain/facts.js';
import type { Usage } from '../domain/usage.js';

/** A collection that can be looked at as a whole. */
export interface MemoryCollection<Item> extends Collection<Item> {
  all(): readonly Item[];
}

type Inspectable<T> = {
  readonly [Port in keyof T]: T[Port] extends Collection<infer Item>
    ? T[Port] & MemoryCollection<Item>
    : never;
};

/** The ports in memory, each to be looked at as a whole. */
export type MemoryPorts = Inspectable<Ports>;

/** The ports in memory. */
export function memoryPorts(): MemoryPorts {
  const modules = memoryCollection<Module>();
  const entitlements = memoryCollection<Entitlement>();
  const usages = memoryCollection<Usage>();
  return {
    companies: memoryCollection(),
    products: memoryCollection(),
    modules: {
      ...modules,
      ofProduct: (productId) => modules.all().filter(({ products }) => products.includes(productId)),
    },
    assortments: memoryCollection(),
    priceLists: memoryCollection(),
    clients: memoryCollection(),
    services: memoryCollection(),
    contracts: memoryCollection(),
    renewalLooks: memoryCollection(),
    assignments: memoryCollection<ItemOf<Assignments>>(),
    entitlements: {
      ...entitlements,
      ofCustomer: (customerId) => entitlements.all().filter((one) => one.customerId === customerId),
    },
    usages: {
      ...usages,
      ofCustomer: (customerId) => usages.all().filter((one) => one.customerId === customerId),
    },
    featureSwitches: memoryCollection(),
  };
}

type ItemOf<C> = C extends Collection<infer Item> ? Item : never;

function memoryCollection<Item extends { readonly id: string }>(): MemoryCollection<Item> {
  const items = new Map<string, Item>();
  return {
    find: (id) => items.get(id),
    save: (item) => void items.set(item.id, item),
    all: () => [...items.values()],
  };
}
