import type { Connection, mongo } from 'mongoose';
import type { AppliedVersions } from '../../application/ports.js';
import type { RequiredVersion } from '../../domain/operation.js';
import { collectionOf } from './collections.js';
import { queryable } from './queryable.js';

interface VersionDocument {
  readonly _id: string;
  readonly version: number;
}

/** Looks the versions of the read models up, with one query per kind. */
export class MongoVersions implements AppliedVersions {
  constructor(private readonly connection: Connection) {}

  async applied(requires: readonly RequiredVersion[]): Promise<boolean> {
    const kinds = [...new Set(requires.map(({ kind }) => kind))];
    const known = await Promise.all(kinds.map((kind) => this.#versions(kind, requires)));
    const versions = new Map(known.flat());
    return requires.every(({ kind, id, version }) => (versions.get(keyOf(kind, id)) ?? 0) >= version);
  }

  async #versions(kind: string, requires: readonly RequiredVersion[]): Promise<[string, number][]> {
    const ids = requires.filter((one) => one.kind === kind).map(({ id }) => id);
    const collection: mongo.Collection<VersionDocument> = queryable(this.connection, collectionOf(kind));
    const found = await collection.find({ _id: { $in: ids } }, { projection: { version: 1 } }).toArray();
    return found.map(({ _id, version }) => [keyOf(kind, _id), version]);
  }
}

const keyOf = (kind: string, id: string): string => `${kind}/${id}`;
