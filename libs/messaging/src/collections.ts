import { type Connection, type mongo, Schema } from 'mongoose';
import type { ParkedDocument } from './parking.js';
import type { PositionDocument } from './positions.js';

/** The collection that a service shares between what its chunks change together (docs/adr/0030). */
export const sharedCollection = 'aggregates';

/** The one index by which MongoDB purges that collection: of documents that have a day in `purgeAt`, once it is over. */
export const purging = [{ purgeAt: 1 }, { expireAfterSeconds: 0, sparse: true }] as const;

/** The transport's own documents, with their indexes, in a service's database; positions stand beside what chunks change. */
export function messagingCollections(connection: Connection): {
  positions: mongo.Collection<PositionDocument>;
  parked: mongo.Collection<ParkedDocument>;
} {
  return {
    positions: collection<PositionDocument>(
      connection,
      'positions',
      sharedCollection,
      anyDocument().index(...purging),
    ),
    parked: collection<ParkedDocument>(
      connection,
      'parked',
      'parked',
      anyDocument().index({ lane: 1, offset: 1 }),
    ),
  };
}

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
