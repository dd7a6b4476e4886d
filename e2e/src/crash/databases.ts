import mongoose, { type Connection } from 'mongoose';

/** The database of one service of a run. */
export const databaseOf = async (uri: string, run: string, service: string): Promise<Connection> =>
  mongoose.createConnection(uri, { dbName: `${run}_${service}` }).asPromise();

/** All documents of a collection; those that match, if a filter is given. */
export const rowsOf = async <Row extends object>(
  connection: Connection,
  collection: string,
  filter: object = {},
): Promise<Row[]> =>
  connection.collection<Row>(collection).find(filter).hint('_id_').toArray() as unknown as Promise<Row[]>;

/** All aggregates of one type in the collection that several types share, by their own ids. */
export async function aggregatesOf<Row extends { readonly _id: string }>(
  connection: Connection,
  type: string,
): Promise<Row[]> {
  const rows = await rowsOf<Row>(connection, 'aggregates', { type });
  return rows.map((row) => ({ ...row, _id: row._id.slice(type.length + 1) }));
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
