import type { Connection, mongo } from 'mongoose';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { DocumentsById } from '../documents-by-id.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

type Company = ReadModels['companies'];
type CompanyDocument = ReadModelDocument<'companies'>;

const batchSize = 200;

/** Reads the companies. */
export class CompanyQueries {
  readonly #companies: ReadModel<'companies'>;
  readonly #documents: DocumentsById;

  constructor(connection: Connection) {
    this.#companies = new ReadModel(connection, 'companies');
    this.#documents = DocumentsById.of(connection);
  }

  async find(id: string): Promise<Company | undefined> {
    const document = await this.#documents.find<CompanyDocument>('companies', id);
    return document && this.#companies.stateOf(document);
  }

  /** Companies by their id, as far as they are known. */
  async byId(ids: readonly string[]): Promise<ReadonlyMap<string, Company>> {
    const documents = await this.#companies.find({ _id: { $in: [...new Set(ids)] } }).toArray();
    return new Map(documents.map(this.#companies.stateOf).map((company) => [company.id, company]));
  }

  /**
   * The companies below the caller's own, by id; all of them for the operator (CO-8, CO-10).
   * @param filter `parentId` is a company that the caller may see: those directly below it alone
   */
  below(
    caller: Caller,
    filter: { readonly type?: Company['type'] | undefined; readonly parentId?: string | undefined },
    page: PageRequest,
  ): Promise<Page<Company>> {
    const type = filter.type && { type: filter.type };
    const subtree = caller.company && { ancestors: caller.company.id };
    const part = filter.parentId === undefined ? subtree : { parentId: filter.parentId };
    return pageOf(this.#companies, { ...part, ...type }, { _id: 1 }, page);
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
        .find(filter, { projection: { _id: 1 } })
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
