import mongoose, { type Connection } from 'mongoose';

/** The database of one service of a run. */
export const databaseOf = async (uri: string, run: string, service: string): Promise<Connection> =>
  mongoose.createConnection(uri, { dbName: `${run}_${service}` }).asPromise();

/** All documents of a collection. */
export const rowsOf = async <Row extends object>(
  connection: Connection,
  collection: string,
): Promise<Row[]> =>
  connection.collection<Row>(collection).find().hint('_id_').toArray() as unknown as Promise<Row[]>;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
