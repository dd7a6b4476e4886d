import mongoose, { type ConnectOptions, type Connection, mongo } from 'mongoose';
import type { ServiceEnv } from './env.js';

/** Written here and not in the connection string, so that no environment can weaken it. */
const durable = {
  // As an instance: with a plain object, `journal=false` in a connection string would win.
  writeConcern: new mongo.WriteConcern('majority', undefined, true),
  readConcernLevel: 'majority',
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
} as const satisfies ConnectOptions;

/** The database of a service: `reservoir_license_pool`. */
export const databaseOf = (env: Pick<ServiceEnv, 'mongodbDatabase'>, service: string): string =>
  `${env.mongodbDatabase}_${service.replaceAll('-', '_')}`;

/**
 * Connects to the database of a service. Indexes are made on purpose (`ensureIndexes`), not by mongoose; a filter on a
 * field that the schema does not know is refused, instead of matching everything.
 * @throws MongoServerSelectionError when the server is away; ServerUnfit when it can never do.
 */
export async function connectMongo(
  service: string,
  env: Pick<ServiceEnv, 'mongodbUri' | 'mongodbDatabase' | 'mongodbPoolSize'>,
): Promise<Connection> {
  mongoose.set('strictQuery', 'throw');
  const connection = mongoose.createConnection(env.mongodbUri, {
    ...durable,
    dbName: databaseOf(env, service),
    appName: service,
    maxPoolSize: env.mongodbPoolSize,
    serverSelectionTimeoutMS: 5000,
    connectTimeoutMS: 5000,
    heartbeatFrequencyMS: 5000,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  try {
    await connection.asPromise();
    await requireFitServer(connection);
    return connection;
  } catch (error) {
    await connection.destroy().catch(() => undefined);
    throw error;
  }
}

/** The server answers, but not as this system needs it: waiting does not help. */
export class ServerUnfit extends Error {
  override readonly name = 'ServerUnfit';
}

const oldest = 6;

async function requireFitServer(connection: Connection): Promise<void> {
  const admin = databaseOfConnection(connection).admin();
  const { version } = (await admin.command({ buildInfo: 1 })) as { version: string };
  const hello = (await admin.command({ hello: 1 })) as { setName?: string; msg?: string };
  const fault = unfitness(version, hello);
  if (fault !== undefined) throw new ServerUnfit(fault);
}

/** Why a server that introduces itself like this cannot be used; undefined when it can. */
export function unfitness(version: string, hello: { setName?: string; msg?: string }): string | undefined {
  if (Number.parseInt(version, 10) < oldest)
    return `MongoDB ${version} is too old: ${oldest}.0 or newer is needed`;
  if (hello.setName === undefined && hello.msg !== 'isdbgrid')
    return (
      'MongoDB runs as a single server, which has no transactions: start mongod with --replSet rs0, ' +
      'run rs.initiate() once, and put ?replicaSet=rs0 into MONGODB_URI'
    );
  return undefined;
}

const writable = new Set(['RSPrimary', 'Mongos', 'LoadBalancer']);

/** Follows whether there is a server that can be written to, as the driver's own monitoring sees it. */
export function watchMongo(connection: Connection): { readonly up: boolean } {
  const watch = { up: true };
  connection
    .getClient()
    .on('topologyDescriptionChanged', ({ newDescription }: mongo.TopologyDescriptionChangedEvent) => {
      watch.up = [...newDescription.servers.values()].some(({ type }) => writable.has(type));
    });
  return watch;
}

function databaseOfConnection(connection: Connection): mongo.Db {
  if (!connection.db) throw new Error('the connection to MongoDB is not open');
  return connection.db;
}
