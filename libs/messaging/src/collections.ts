import { type Connection, type mongo, Schema } from 'mongoose';
import type { ParkedDocument } from './parking.js';
import type { PositionDocument } from './positions.js';

const secondsPerDay = 86_400;

/** Registers the transport's own collections, with their indexes, in a service's database. */
export function messagingCollections(connection: Connection): {
  positions: mongo.Collection<PositionDocument>;
  parked: mongo.Collection<ParkedDocument>;
} {
  return {
    positions: collection<PositionDocument>(
      connection,
      'positions',
      // Decided operations beside the positions; the gateway sends one again for 24 hours at most.
      anyDocument().index({ at: 1 }, { expireAfterSeconds: 7 * secondsPerDay, sparse: true }),
    ),
    parked: collection<ParkedDocument>(connection, 'parked', anyDocument().index({ lane: 1, offset: 1 })),
  };
}

const anyDocument = (): Schema => new Schema({ _id: String }, { strict: false, versionKey: false });

function collection<D extends mongo.Document>(
  connection: Connection,
  name: string,
  schema: Schema,
): mongo.Collection<D> {
  const model = connection.models[name] ?? connection.model(name, schema, name);
  return model.collection as unknown as mongo.Collection<D>;
}
