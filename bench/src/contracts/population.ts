import { type Documents, copiedId, copyOf, idOf, insertAll } from './copies.js';
import { type Target, partners, skus } from './records.js';
import { type ServiceWorld, licences } from './service-world.js';

export const contractsOfEach = skus.length;
const blockSize = 1000;
/** So old that what the services forget about an assignment is forgotten, and so young that no notice is due. */
const ages = { from: 31, to: 290 } as const;

/** The customer of a number: its partner, and its product's contract. */
export function customerOf(world: ServiceWorld, n: number): Target {
  const partnerId = partners[n % partners.length] ?? '';
  const customerId = `customer-${n}`;
  const contract = world
    .original('three', partnerId)
    .documents.contracts.find((one) => one['kind'] === 'product');
  return { customerId, partnerId, contractId: contract ? copiedId(idOf(contract), customerId) : '' };
}

/** What is kept of it: three contracts that end in two months to eleven; nothing of them is due. */
export const documentsOf = (world: ServiceWorld, n: number): Documents => {
  const { customerId, partnerId } = customerOf(world, n);
  return copyOf(world.original('three', partnerId), customerId, ages.from + (n % (ages.to - ages.from)));
};

/** Fills a world with customers of three contracts each, in the contracts and in the pools' books. */
export async function populate(world: ServiceWorld, customers: number): Promise<void> {
  for (let from = 0; from < customers; from += blockSize) {
    const count = Math.min(blockSize, customers - from);
    await insertAll(
      world.database,
      Array.from({ length: count }, (_, n) => documentsOf(world, from + n)),
    );
    const done = from + count;
    if (done % 10_000 === 0 || done === customers)
      console.log(`${world.what}: ${done * contractsOfEach} contracts of ${done} customers`);
  }
  await book(world, customers);
}

/** Enters the licences of so many more customers as assigned. */
export async function book(world: ServiceWorld, customers: number): Promise<void> {
  const each = Math.ceil(customers / partners.length) * licences;
  for (const partnerId of partners) for (const sku of skus) await world.bookAssigned(sku, partnerId, each);
}
