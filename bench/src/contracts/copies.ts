import { type UtcDay, idFor, plusDays, utcDay } from '@reservoir/kernel';
import type { Connection, mongo } from 'mongoose';

/** Where the contracts service keeps what is a customer's, and by which field; contracts last, as time finds them first. */
export const owned = {
  companies: '_id',
  clients: '_id',
  services: 'customerId',
  entitlements: 'customerId',
  renewalLooks: 'customerId',
  contracts: 'customerId',
} as const;
export type Owned = keyof typeof owned;

type Document = { readonly _id: string } & Readonly<Record<string, unknown>>;
/** All documents of one customer, by collection. */
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
  const read = Object.entries(owned).map(async ([collection, field]) => [
    collection,
    await database
      .collection(collection)
      .find({ [field]: customerId })
      .toArray(),
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
      .flatMap(({ _id, assignmentId }) => [_id, assignmentId as string])
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
    return ids.get(value) ?? value.replaceAll(original.customerId, customerId);
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

/** Writes the documents of many customers, one collection after the other. */
export async function insertAll(database: Connection, customers: readonly Documents[]): Promise<void> {
  for (const collection of Object.keys(owned) as Owned[]) {
    const documents = customers.flatMap((one) => one[collection]);
    if (documents.length > 0)
      await database
        .collection(collection)
        .insertMany(documents as unknown as mongo.OptionalId<mongo.Document>[], { ordered: false });
  }
}

/** Removes all that is kept of customers, with what became of their operations. */
export async function removeAll(database: Connection, customerIds: readonly string[]): Promise<void> {
  for (const [collection, field] of Object.entries({ ...owned, assignments: 'customerId' }).reverse())
    await database.collection(collection).deleteMany({ [field]: { $in: [...customerIds] } });
}
