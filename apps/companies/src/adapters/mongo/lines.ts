import type { Aggregates, Chunk, ChunkStore } from '@reservoir/messaging';
import type { Company } from '../../domain/company.js';

/** Loads companies with all above them: a query for each level, of which there are five at most (CO-1). */
export class Lines implements ChunkStore<string> {
  constructor(private readonly companies: Aggregates<Company>) {}

  async load(chunk: Chunk, ids: readonly string[]): Promise<void> {
    for (let level: readonly string[] = ids; level.length > 0;) {
      await this.companies.load(chunk, level);
      level = [...new Set(level)].flatMap((id) => this.companies.find(chunk, id)?.parentId ?? []);
    }
  }

  /** The companies' own store saves them. */
  async save(): Promise<void> {
    await Promise.resolve();
  }
}
