import type { Connection, mongo } from 'mongoose';

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
