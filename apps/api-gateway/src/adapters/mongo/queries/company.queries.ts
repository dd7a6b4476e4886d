import type { Connection, mongo } from 'mongoose';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel, toState } from '../queryable.js';

type Company = ReadModels['companies'];
type CompanyDocument = ReadModelDocument<'companies'>;

const batchSize = 200;

/** Reads the companies. */
export class CompanyQueries {
  readonly #companies: mongo.Collection<CompanyDocument>;

  constructor(connection: Connection) {
    this.#companies = readModel(connection, 'companies');
  }

  async find(id: string): Promise<Company | undefined> {
    const document = await this.#companies.findOne({ _id: id });
    return document ? toState(document) : undefined;
  }

  /** The companies below the caller's own, by id; all of them for the operator (CO-8, CO-10). */
  below(
    caller: Caller,
    filter: { readonly type?: Company['type'] | undefined },
    page: PageRequest,
  ): Promise<Page<Company>> {
    const type = filter.type && { type: filter.type };
    const subtree = caller.company && { ancestors: caller.company.id };
    return pageOf(this.#companies, { ...subtree, ...type }, { _id: 1 }, page);
  }

  /** The ids of the partners in a company's subtree, in ascending order from `from` on, a batch at a time. */
  async *partnersIn(
    root: { readonly id: string; readonly type: string },
    from: string,
  ): AsyncGenerator<string[]> {
    let own = root.type === 'partner' && root.id >= from ? root.id : undefined;
    for (let start: mongo.Filter<CompanyDocument> = { _id: { $gte: from } }; ;) {
      const filter = { ancestors: root.id, type: 'partner' as const, ...start };
      const found = await this.#companies
        .find(filter as mongo.Filter<CompanyDocument>, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(batchSize)
        .toArray();
      const ids = found.map(({ _id }) => _id);
      const last = ids.at(-1);
      const isEnd = last === undefined || ids.length < batchSize;
      if (own !== undefined && (isEnd || own < last)) {
        ids.push(own);
        own = undefined;
      }
      if (ids.length > 0) yield ids.sort();
      if (isEnd) return;
      start = { _id: { $gt: last } };
    }
  }
}
