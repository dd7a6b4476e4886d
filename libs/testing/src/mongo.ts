import mongoose, { type Connection } from 'mongoose';
import { serverAddresses } from './environment.js';

/** A connection to a database of the test's own. */
export interface TestMongo {
  readonly connection: Connection;
  /** Drops the database and closes the connection: for `afterAll`. */
  drop(): Promise<void>;
}

/** Connects mongoose to a test database, by the name that `uniqueNames` gave. */
export async function connectMongo(database: string): Promise<TestMongo> {
  const options = { dbName: database, serverSelectionTimeoutMS: 10_000 };
  const connection = await mongoose.createConnection(serverAddresses().mongodbUri, options).asPromise();
  return {
    connection,
    async drop() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
