import { Aggregates, documentIdOf } from '@reservoir/messaging';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { AppliedVersions } from '../../application/ports.js';
import type { RequiredVersion } from '../../domain/operation.js';
import type { ProjectionStores } from '../../read-models.js';
import { collectionOf, typeOf } from './collections.js';
import { DocumentsById } from './documents-by-id.js';

interface VersionDocument {
  readonly _id: string;
  readonly version: number;
}

/** Of so many documents a process knows what version it committed last. */
const remembered = 20_000;

/**
 * Knows the versions of the read models: versions only rise, so what this process has committed is applied for good; all others
 * are looked up.
 */
export class MongoVersions implements AppliedVersions {
  readonly #documents: DocumentsById;
  readonly #committed = new LRUCache<string, number>({ max: remembered });

  /** @param stores that the projections of this process write to */
  constructor(connection: Connection, stores: ProjectionStores) {
    this.#documents = DocumentsById.of(connection);
    for (const [kind, store] of Object.entries(stores))
      if (store instanceof Aggregates)
        store.whenCommitted((states) => {
          for (const { id, version } of states) this.#committed.set(keyOf(kind, id), version);
        });
  }

  async applied(requires: readonly RequiredVersion[]): Promise<boolean> {
    const applied = await Promise.all(
      requires.map(async (one) => this.#isCommitted(one) || (await this.#isFound(one))),
    );
    return applied.every(Boolean);
  }

  #isCommitted({ kind, id, version }: RequiredVersion): boolean {
    return (this.#committed.get(keyOf(kind, id)) ?? 0) >= version;
  }

  async #isFound({ kind, id, version }: RequiredVersion): Promise<boolean> {
    const documentId = documentIdOf(id, typeOf(kind));
    const known = await this.#documents.find<VersionDocument>(collectionOf(kind), documentId, 'version');
    return (known?.version ?? 0) >= version;
  }
}

const keyOf = (kind: string, id: string): string => `${kind} ${id}`;
