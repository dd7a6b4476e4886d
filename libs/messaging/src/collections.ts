import { type Connection, type mongo, Schema } from 'mongoose';
import type { ParkedDocument } from './parking.js';
import type { PositionDocument } from './positions.js';

const secondsPerDay = 86_400;

/** The collection that a service shares between what its chunks change together (docs/adr/0029). */
export const sharedCollection = 'aggregates';

/** The transport's own documents, with their indexes, in a service's database; positions stand beside what chunks change. */
export function messagingCollections(connection: Connection): {
  positions: mongo.Collection<PositionDocument>;
  parked: mongo.Collection<ParkedDocument>;
} {
  return {
    positions: collection<PositionDocument>(connection, 'positions', sharedCollection, positionSchema()),
    parked: collection<ParkedDocument>(
      connection,
      'parked',
      'parked',
      anyDocument().index({ lane: 1, offset: 1 }),
    ),
  };
}

/** Only a position has an epoch. Decided operations beside them: the gateway sends one again for 24 hours at most. */
const positionSchema = (): Schema =>
  anyDocument()
    .index({ epoch: 1 }, { sparse: true })
    .index({ decidedAt: 1 }, { expireAfterSeconds: 7 * secondsPerDay, sparse: true });

const anyDocument = (): Schema => new Schema({ _id: String }, { strict: false, versionKey: false });

function collection<D extends mongo.Document>(
  connection: Connection,
  model: string,
  name: string,
  schema: Schema,
): mongo.Collection<D> {
  const known = connection.models[model] ?? connection.model(model, schema, name);
  return known.collection as unknown as mongo.Collection<D>;
}
