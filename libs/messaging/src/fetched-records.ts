import { type RawRecord, bytesOf } from './raw-record.js';

/** How much a chunk takes at most. */
export interface ChunkLimits {
  readonly records: number;
  /** Of keys and values; a record that is larger is a chunk of its own. */
  readonly bytes: number;
}

/** Records of a partition that were fetched and wait for their chunk, in their order. */
export class FetchedRecords {
  #records: RawRecord[] = [];

  get count(): number {
    return this.#records.length;
  }

  add(records: readonly RawRecord[]): void {
    this.#records.push(...records);
  }

  /** The next chunk, and none when nothing waits; they wait no longer. */
  take(limits: ChunkLimits): readonly RawRecord[] {
    return this.#records.splice(0, this.#nextChunk(limits));
  }

  /** Whether more wait than a chunk takes: what is fetched later cannot become part of it. */
  hasWholeChunk(limits: ChunkLimits): boolean {
    return this.#nextChunk(limits) < this.#records.length;
  }

  #nextChunk(limits: ChunkLimits): number {
    let bytes = 0;
    for (const [index, record] of this.#records.entries()) {
      bytes += bytesOf(record);
      if (index >= limits.records || (index > 0 && bytes > limits.bytes)) return index;
    }
    return this.#records.length;
  }
}
