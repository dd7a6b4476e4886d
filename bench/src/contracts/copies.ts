import { type UtcDay, idFor, plusDays, utcDay } from '@reservoir/kernel';
import type { Connection, mongo } from 'mongoose';

/** What the contracts service keeps of a customer beside the company, by its type in `aggregates`; contracts last, as time finds them first. */
const types = {
  clients: 'client',
  services: 'service',
  entitlements: 'entitlement',
  renewalLooks: 'renewal-look',
  contracts: 'contract',
} as const;
export type Owned = 'companies' | keyof typeof types;
const owned = ['companies', ...Object.keys(types)] as readonly Owned[];

const collectionOf = (name: Owned): string => (name === 'companies' ? name : 'aggregates');

function filterOf(name: Owned, customerId: string): mongo.Filter<Document> {
  if (name === 'companies') return { _id: customerId };
  return name === 'clients' ? { _id: `client/${customerId}` } : { customerId, type: types[name] };
}

/** The id of an aggregate, without its type. */
export const idOf = ({ _id }: Document): string => _id.slice(_id.indexOf('/') + 1);

type Document = { readonly _id: string } & Readonly<Record<string, unknown>>;
/** All documents of one customer. */
export type Documents = Readonly<Record<Owned, readonly Document[]>>;

/** A customer that the services made, to be copied. */
export interface Original {
  readonly customerId: string;
  readonly partnerId: string;
  readonly documents: Documents;
}

/** Reads what the service has written of a customer. */
export async function readOriginal(
  database: Connection,
  { customerId, partnerId }: { readonly customerId: string; readonly partnerId: string },
): Promise<Original> {
  const read = owned.map(async (name) => [
    name,
    await database.collection<Document>(collectionOf(name)).find(filterOf(name, customerId)).toArray(),
  ]);
  const documents = Object.fromEntries(await Promise.all(read)) as Documents;
  return { customerId, partnerId, documents };
}

/** The id of an original's contract in a copy of it. */
export const copiedId = (id: string, customerId: string): string => idFor('bench', id, customerId);

/**
 * The documents of another customer, as if the service had made them so many days earlier: with ids of its own, the same lots,
 * and every date earlier, but for the purchase of the licences. Nothing else differs: what the service would have forgotten by
 * then, such as assignments that have ended, is not copied.
 */
export function copyOf(original: Original, customerId: string, daysAgo: number): Documents {
  const { documents } = original;
  const ids = new Map(
    documents.contracts
      .flatMap((contract) => [idOf(contract), contract['assignmentId'] as string])
      .map((id) => [id, copiedId(id, customerId)]),
  );
  const days = new Map<string, UtcDay>();
  const earlier = (day: string): UtcDay => {
    const found = days.get(day) ?? plusDays(utcDay(day), -daysAgo);
    days.set(day, found);
    return found;
  };
  const text = (value: string): string => {
    if (date.test(value)) return earlier(value.slice(0, 10)) + value.slice(10);
    const id = value.slice(value.indexOf('/') + 1);
    const copy = ids.get(id);
    return copy ? value.replace(id, copy) : value.replaceAll(original.customerId, customerId);
  };
  return copied(documents, text) as Documents;
}

const date = /^\d{4}-\d\d-\d\d(T|$)/;

function copied(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((one) => copied(one, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'purchasedAt' ? one : copied(one, text)]),
  );
}

/** Writes the documents of many customers, those of one type after those of another. */
export async function insertAll(database: Connection, customers: readonly Documents[]): Promise<void> {
  for (const name of owned) {
    const documents = customers.flatMap((one) => one[name]);
    if (documents.length > 0)
      await database
        .collection(collectionOf(name))
        .insertMany(documents as unknown as mongo.OptionalId<mongo.Document>[], { ordered: false });
  }
}

/** Removes all that is kept of customers, with what became of their operations. */
export async function removeAll(database: Connection, customerIds: readonly string[]): Promise<void> {
  const aggregates = database.collection<Document>('aggregates');
  await aggregates.deleteMany({ customerId: { $in: [...customerIds] } });
  await aggregates.deleteMany({ _id: { $in: customerIds.map((id) => `client/${id}`) } });
  await database.collection<Document>('companies').deleteMany({ _id: { $in: [...customerIds] } });
}
