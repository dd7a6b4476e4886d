import { documentIdOf, stateOf } from '@reservoir/messaging';
import type { Connection, mongo } from 'mongoose';
import type { ReadModelKind, ReadModels } from '../../read-models.js';
import { type ReadModelDocument, collectionOf, typeOf } from './collections.js';
import { queryable } from './queryable.js';

/** One read model, for queries: whatever else lies in its collection is not seen. */
export class ReadModel<Kind extends ReadModelKind> {
  readonly #collection: mongo.Collection<ReadModelDocument<Kind>>;
  readonly #type: string | undefined;

  constructor(connection: Connection, kind: Kind) {
    this.#collection = queryable(connection, collectionOf(kind));
    this.#type = typeOf(kind);
  }

  /** The state with an id, if there is one. */
  async one(id: string): Promise<ReadModels[Kind] | undefined> {
    const byId = { _id: this.documentIdOf(id) } as mongo.Filter<ReadModelDocument<Kind>>;
    const document = await this.#collection.findOne(byId);
    return document ? this.stateOf(document) : undefined;
  }

  /** Documents as MongoDB finds them. */
  find(
    filter: mongo.Filter<ReadModelDocument<Kind>>,
    options?: mongo.FindOptions,
  ): mongo.FindCursor<mongo.WithId<ReadModelDocument<Kind>>> {
    return this.#collection.find(this.#own(filter), options);
  }

  async findOne(
    filter: mongo.Filter<ReadModelDocument<Kind>>,
    options?: mongo.FindOptions,
  ): Promise<mongo.WithId<ReadModelDocument<Kind>> | null> {
    return this.#collection.findOne(this.#own(filter), options);
  }

  /** What a pipeline makes of the documents that match. */
  aggregate<Result extends mongo.BSON.Document>(
    matching: mongo.Filter<ReadModelDocument<Kind>>,
    pipeline: readonly mongo.BSON.Document[],
    options?: mongo.AggregateOptions,
  ): mongo.AggregationCursor<Result> {
    return this.#collection.aggregate<Result>([{ $match: this.#own(matching) }, ...pipeline], options);
  }

  /** The `_id` of the document of a state. */
  documentIdOf(id: string): string {
    return documentIdOf(id, this.#type);
  }

  /** The state that stands in a document; of a projection, what was read of it. */
  readonly stateOf = (document: { readonly _id: unknown }): ReadModels[Kind] =>
    stateOf(document as { readonly _id: string }, this.#type) as unknown as ReadModels[Kind];

  #own(filter: mongo.Filter<ReadModelDocument<Kind>>): mongo.Filter<ReadModelDocument<Kind>> {
    return this.#type === undefined ? filter : { ...filter, type: this.#type };
  }
}
