import type { Connection, mongo } from 'mongoose';
import type { ReadModelKind } from '../../read-models.js';
import { type ReadModelDocument, collectionOf } from './collections.js';

const databases = new WeakMap<Connection, mongo.Db>();

/** The database of a connection, past mongoose and its buffers. */
export function databaseOf(connection: Connection): mongo.Db {
  const known = databases.get(connection) ?? connection.getClient().db(connection.name);
  databases.set(connection, known);
  return known;
}

/** A collection of the connection's database. */
export const queryable = <Document extends mongo.BSON.Document>(
  connection: Connection,
  name: string,
): mongo.Collection<Document> => databaseOf(connection).collection<Document>(name);

/** A read model, for queries. */
export const readModel = <Kind extends ReadModelKind>(
  connection: Connection,
  kind: Kind,
): mongo.Collection<ReadModelDocument<Kind>> => queryable(connection, collectionOf(kind));

/** A document as a state: `id` for `_id`. */
export function toState<Document extends { readonly _id: string }>(
  document: Document,
): Omit<Document, '_id'> & { readonly id: string } {
  const { _id: id, ...rest } = document;
  return { id, ...rest };
}
