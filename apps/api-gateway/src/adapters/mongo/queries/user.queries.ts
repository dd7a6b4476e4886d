import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { DocumentsById } from '../documents-by-id.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

type User = ReadModels['users'];

/** Reads the users. */
export class UserQueries {
  readonly #users: ReadModel<'users'>;
  readonly #documents: DocumentsById;

  constructor(connection: Connection) {
    this.#users = new ReadModel(connection, 'users');
    this.#documents = DocumentsById.of(connection);
  }

  /** @param id of company and user: `registrationIdOf` */
  async find(id: string): Promise<User | undefined> {
    const document = await this.#documents.find<ReadModelDocument<'users'>>('users', id);
    return document && this.#users.stateOf(document);
  }

  /** The users of a company by their own id; those in one state, or all but the removed ones. */
  ofCompany(companyId: string, state: User['state'] | undefined, page: PageRequest): Promise<Page<User>> {
    const inState: User['state'][] = state ? [state] : ['active', 'disabled'];
    return pageOf(this.#users, { companyId, state: { $in: inState } }, { userId: 1 }, page);
  }
}
