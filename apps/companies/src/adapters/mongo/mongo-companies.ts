import { Aggregates, type Chunk, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';
import type { Companies, Kept } from '../../application/companies.js';
import type { Company } from '../../domain/company.js';
import { companySchema } from './company.schema.js';

/** Declares a collection with its indexes, which the start of the service makes. */
export function aggregatesOf<State extends Versioned>(
  connection: Connection,
  name: string,
  schema: Schema,
): Aggregates<State> {
  return new Aggregates<State>(connection.model(name, schema));
}

/** What is kept of one kind, as the chunk has it by now. */
export const boundTo = <State extends Versioned>(store: Aggregates<State>, chunk: Chunk): Kept<State> => ({
  find: (id) => store.find(chunk, id),
  save: (state) => store.put(chunk, state),
});

/** Companies in MongoDB. */
export class MongoCompanies {
  readonly store: Aggregates<Company>;

  constructor(connection: Connection) {
    this.store = aggregatesOf<Company>(connection, 'Company', companySchema);
  }

  /** The companies that the chunk has loaded. */
  in(chunk: Chunk): Companies {
    return boundTo(this.store, chunk);
  }
}
