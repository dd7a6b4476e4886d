import DataLoader from 'dataloader';
import type { Connection, mongo } from 'mongoose';
import type { AppliedVersions } from '../../application/ports.js';
import type { RequiredVersion } from '../../domain/operation.js';
import { collectionOf } from './collections.js';
import { queryable } from './queryable.js';

interface VersionDocument {
  readonly _id: string;
  readonly version: number;
}

const keysAtOnce = 1000;

/** Looks the versions of the read models up: whatever is asked for while another look is under way is the next one, together. */
export class MongoVersions implements AppliedVersions {
  readonly #versions: DataLoader<RequiredVersion, number>;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(private readonly connection: Connection) {
    this.#versions = new DataLoader(async (asked) => this.#look(asked), {
      cache: false,
      maxBatchSize: keysAtOnce,
      batchScheduleFn: (look) => void this.#looking.then(look),
    });
  }

  async applied(requires: readonly RequiredVersion[]): Promise<boolean> {
    const applied = await Promise.all(
      requires.map(async (one) => (await this.#versions.load(one)) >= one.version),
    );
    return applied.every(Boolean);
  }

  async #look(asked: readonly RequiredVersion[]): Promise<number[]> {
    const found = this.#read(asked);
    this.#looking = found.catch(() => undefined);
    return found;
  }

  /** The version of each that was asked for, in that order; 0 for what is not there. */
  async #read(asked: readonly RequiredVersion[]): Promise<number[]> {
    const kinds = [...new Set(asked.map(({ kind }) => kind))];
    const known = await Promise.all(kinds.map((kind) => this.#ofKind(kind, asked)));
    const versions = new Map(known.flat());
    return asked.map(({ kind, id }) => versions.get(keyOf(kind, id)) ?? 0);
  }

  async #ofKind(kind: string, asked: readonly RequiredVersion[]): Promise<[string, number][]> {
    const ids = new Set(asked.filter((one) => one.kind === kind).map(({ id }) => id));
    const collection: mongo.Collection<VersionDocument> = queryable(this.connection, collectionOf(kind));
    const found = await collection.find({ _id: { $in: [...ids] } }, { projection: { version: 1 } }).toArray();
    return found.map(({ _id, version }) => [keyOf(kind, _id), version]);
  }
}

const keyOf = (kind: string, id: string): string => `${kind}/${id}`;
