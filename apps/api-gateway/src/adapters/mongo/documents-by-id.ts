import { readTogether } from '@reservoir/messaging';
import type { Connection, mongo } from 'mongoose';
import { askedTogether } from '../asked-together.js';
import { databaseOf, queryable } from './queryable.js';

interface Asked {
  readonly collection: string;
  readonly id: string;
  /** What to read of it; all when left out. */
  readonly field?: string | undefined;
}
type Found = mongo.BSON.Document & { readonly _id: string };

const ofConnections = new WeakMap<Connection, DocumentsById>();

/** Reads single documents of any collection together, as one command, whoever asks (docs/adr/0025). */
export class DocumentsById {
  readonly #ask = askedTogether(async (asked: readonly Asked[]) => this.#read(asked));

  private constructor(private readonly connection: Connection) {}

  /** The one of a connection: all queries share it. */
  static of(connection: Connection): DocumentsById {
    const known = ofConnections.get(connection);
    if (known) return known;
    const made = new DocumentsById(connection);
    ofConnections.set(connection, made);
    return made;
  }

  /** @param field to read this one alone, beside the id */
  async find<Document extends { readonly _id: string }>(
    collection: string,
    id: string,
    field?: string,
  ): Promise<Document | undefined> {
    return (await this.#ask({ collection, id, field })) as unknown as Document | undefined;
  }

  async #read(asked: readonly Asked[]): Promise<(Found | undefined)[]> {
    const finds = findsOf(asked);
    const found = await (finds.length === 1 ? this.#apart(finds) : this.#together(finds));
    const byKey = new Map(
      finds.flatMap(({ key }, index) =>
        (found[index] ?? []).map((one) => [`${key} ${one._id}`, one] as const),
      ),
    );
    return asked.map((one) => byKey.get(`${keyOf(one)} ${one.id}`));
  }

  async #apart(finds: readonly Find[]): Promise<Found[][]> {
    return Promise.all(
      finds.map(async ({ collection, filter, projection }) =>
        queryable<Found>(this.connection, collection)
          .find(filter, { ...(projection && { projection }) })
          .toArray(),
      ),
    );
  }

  async #together(finds: readonly Find[]): Promise<Found[][]> {
    return (await readTogether<Found>(databaseOf(this.connection), finds)) ?? this.#apart(finds);
  }
}

interface Find {
  readonly key: string;
  readonly collection: string;
  readonly filter: mongo.Filter<Found>;
  readonly projection: Readonly<Record<string, 1>> | undefined;
}

const keyOf = ({ collection, field = '' }: Asked): string => `${collection} ${field}`;

/** One for each collection and what is to be read of it. */
function findsOf(asked: readonly Asked[]): readonly Find[] {
  const groups = new Map<string, { readonly one: Asked; readonly ids: Set<string> }>();
  for (const one of asked) {
    const group = groups.get(keyOf(one));
    if (group) group.ids.add(one.id);
    else groups.set(keyOf(one), { one, ids: new Set([one.id]) });
  }
  return [...groups].map(([key, { one, ids }]) => ({
    key,
    collection: one.collection,
    filter: { _id: { $in: [...ids] } },
    projection: one.field === undefined ? undefined : { [one.field]: 1 },
  }));
}
