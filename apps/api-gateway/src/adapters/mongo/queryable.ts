import type { Connection, mongo } from 'mongoose';
import type { ReadModelKind } from '../../read-models.js';
import { type ReadModelDocument, collectionOf } from './collections.js';

/** No request hangs on a database that does not answer. */
export const queryTimeoutMs = 5000;

/** A collection whose every call ends within the time limit, on a server that is away too. */
export const queryable = <Document extends mongo.BSON.Document>(
  connection: Connection,
  name: string,
): mongo.Collection<Document> =>
  connection.getClient().db(connection.name, { timeoutMS: queryTimeoutMs }).collection<Document>(name);

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
