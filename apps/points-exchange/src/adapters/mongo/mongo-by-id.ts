import { Aggregates, type Chunk, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';
import type { ById } from '../../application/ports.js';

/** Registers a model on the connection, for its collection and indexes, and gives the store over it. */
export const aggregates = <State extends Versioned>(
  connection: Connection,
  model: string,
  schema: Schema,
): Aggregates<State> => new Aggregates(connection.model(model, schema));

/** A collection that is read and written by id. */
export class MongoById<State extends Versioned> {
  readonly store: Aggregates<State>;

  constructor(connection: Connection, model: string, schema: Schema) {
    this.store = aggregates(connection, model, schema);
  }

  /** What the chunk has loaded. */
  in(chunk: Chunk): ById<State> {
    return {
      find: (id) => this.store.find(chunk, id),
      save: (state) => this.store.put(chunk, state),
    };
  }
}
