import { Aggregates, type Chunk, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';

/** One collection of the catalog in MongoDB: what was published of one kind, or the copy of the companies. */
export class MongoPublications<State extends Versioned> {
  readonly store: Aggregates<State>;

  /** @param model the name of the model, registered on the connection for its collection and indexes. */
  constructor(connection: Connection, model: string, schema: Schema) {
    const { collection } = connection.model(model, schema);
    this.store = new Aggregates<State>(collection as unknown as Aggregates<State>['collection']);
  }

  /** What the chunk has loaded. */
  in(chunk: Chunk): { find(id: string): State | undefined; save(state: State): void } {
    return {
      find: (id) => this.store.find(chunk, id),
      save: (state) => this.store.put(chunk, state),
    };
  }
}
