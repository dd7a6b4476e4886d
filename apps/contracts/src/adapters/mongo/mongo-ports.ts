import { type Instant, epochMs } from '@reservoir/kernel';
import type { Aggregates, Chunk, Versioned } from '@reservoir/messaging';
import type { Assignments, Collection, Ports } from '../../application/ports.js';
import type { Assignment } from '../../domain/assignment.js';
import type { Contract } from '../../domain/contract.js';
import { nextDue } from '../../domain/due.js';
import { customerOfService } from '../../domain/service.js';
import type { ContractsStores, StoredAssignment, StoredContract } from './contracts-stores.js';

/** How long an assignment that has ended is kept for answers that come late. */
const keptForMs = 30 * 86_400_000;

/** The ports of the service over MongoDB, bound to a chunk. */
export function mongoPorts(stores: ContractsStores, chunk: Chunk): Ports {
  return {
    companies: bound(stores.companies, chunk),
    products: bound(stores.products, chunk),
    modules: {
      ...bound(stores.modules.aggregates, chunk),
      ofProduct: (productId) => stores.modules.ofProduct(chunk, productId),
    },
    assortments: bound(stores.assortments.aggregates, chunk),
    priceLists: bound(stores.priceLists.aggregates, chunk),
    clients: bound(stores.clients, chunk),
    services: {
      ...bound(stores.services.aggregates, chunk),
      find: (id) => stores.services.find(chunk, customerOfService(id), id),
    },
    contracts: contracts(stores.contracts.aggregates, chunk),
    renewalLooks: bound(stores.renewalLooks.aggregates, chunk),
    assignments: assignments(stores.assignments, chunk),
    entitlements: {
      ...bound(stores.entitlements.aggregates, chunk),
      ofCustomer: (customerId) => stores.entitlements.ofCustomer(chunk, customerId),
    },
    usages: {
      ...bound(stores.usages.aggregates, chunk),
      ofCustomer: (customerId) => stores.usages.ofCustomer(chunk, customerId),
    },
    featureSwitches: bound(stores.featureSwitches, chunk),
  };
}

const bound = <State extends Versioned>(aggregates: Aggregates<State>, chunk: Chunk): Collection<State> => ({
  find: (id) => aggregates.find(chunk, id),
  save: (state) => aggregates.put(chunk, state),
});

const contracts = (aggregates: Aggregates<StoredContract>, chunk: Chunk): Collection<Contract> => ({
  find: (id) => withoutDue(aggregates.find(chunk, id)),
  save: (contract) => {
    const dueAt = nextDue(contract)?.at;
    aggregates.put(chunk, { ...contract, ...(dueAt && { dueAt }) });
  },
});

/** The same object for the same document, so that who compares sees that nothing changed. */
const plain = new WeakMap<StoredContract, Contract>();

function withoutDue(stored: StoredContract | undefined): Contract | undefined {
  if (stored === undefined) return undefined;
  const known = plain.get(stored);
  if (known) return known;
  const { dueAt: _, ...contract } = stored;
  plain.set(stored, contract);
  return contract;
}

const assignments = (aggregates: Aggregates<StoredAssignment>, chunk: Chunk): Assignments => ({
  find: (id) => withoutPurge(aggregates.find(chunk, id)),
  save: (assignment) =>
    aggregates.put(chunk, { ...assignment, purgeAt: assignment.endedAt && purgeAt(assignment.endedAt) }),
});

const purgeAt = (endedAt: Instant): Date => new Date(epochMs(endedAt) + keptForMs);

function withoutPurge(stored: StoredAssignment | undefined): Assignment | undefined {
  if (stored === undefined) return undefined;
  const { purgeAt: _, ...assignment } = stored;
  return assignment;
}
