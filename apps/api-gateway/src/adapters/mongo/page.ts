import type { mongo } from 'mongoose';
import { type Order, type Position, after, positionOf } from './keyset.js';
import type { ReadModel } from './read-model.js';
import type { ReadModelDocument } from './collections.js';
import type { ReadModelKind, ReadModels } from '../../read-models.js';

/** What part of a list is asked for. */
export interface PageRequest {
  /** Items at most, 1 … 200. */
  readonly limit: number;
  /** Where the page before ended; null for the first. */
  readonly after: Position | null;
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page starts; null when this is the last. */
  readonly next: Position | null;
}

/** Longer than any query that has its index. */
const queryLimitMs = 5000;

/** One page of a read model, through an index that begins with the filter's fields and goes on with the order's. */
export async function pageOf<Kind extends ReadModelKind>(
  model: ReadModel<Kind>,
  filter: mongo.Filter<ReadModelDocument<Kind>>,
  order: Order,
  request: PageRequest,
): Promise<Page<ReadModels[Kind]>> {
  const from = request.after ? after(order, request.after) : {};
  const found = await model
    .find({ $and: [filter, from] } as mongo.Filter<ReadModelDocument<Kind>>)
    .sort(order)
    .limit(request.limit + 1)
    .maxTimeMS(queryLimitMs)
    .toArray();
  const documents = found.slice(0, request.limit);
  const last = documents.at(-1);
  const next = last && found.length > request.limit ? positionOf(order, last) : null;
  return { items: documents.map(model.stateOf), next };
}

/** The page with each item in another form. */
export const mapPage = <Item, Other>(page: Page<Item>, change: (item: Item) => Other): Page<Other> => ({
  items: page.items.map(change),
  next: page.next,
});
