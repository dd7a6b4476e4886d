import { Aggregates, type Chunk } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import type { Companies } from '../../application/companies.js';
import type { Company } from '../../domain/company.js';
import { companySchema } from './company.schema.js';

/** Companies in MongoDB. */
export class MongoCompanies {
  readonly store: Aggregates<Company>;

  constructor(connection: Connection) {
    const { collection } = connection.model('Company', companySchema);
    this.store = new Aggregates<Company>(collection as unknown as Aggregates<Company>['collection']);
  }

  /** The companies that the chunk has loaded. */
  in(chunk: Chunk): Companies {
    return {
      find: (id) => this.store.find(chunk, id),
      save: (company) => this.store.put(chunk, company),
    };
  }
}
