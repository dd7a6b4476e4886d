import type { Connection } from 'mongoose';
import type { AppliedVersions } from '../../application/ports.js';
import type { RequiredVersion } from '../../domain/operation.js';
import { collectionOf } from './collections.js';
import { DocumentsById } from './documents-by-id.js';

interface VersionDocument {
  readonly _id: string;
  readonly version: number;
}

/** Looks the versions of the read models up. */
export class MongoVersions implements AppliedVersions {
  readonly #documents: DocumentsById;

  constructor(connection: Connection) {
    this.#documents = DocumentsById.of(connection);
  }

  async applied(requires: readonly RequiredVersion[]): Promise<boolean> {
    const applied = await Promise.all(
      requires.map(async ({ kind, id, version }) => {
        const known = await this.#documents.find<VersionDocument>(collectionOf(kind), id, 'version');
        return (known?.version ?? 0) >= version;
      }),
    );
    return applied.every(Boolean);
  }
}
