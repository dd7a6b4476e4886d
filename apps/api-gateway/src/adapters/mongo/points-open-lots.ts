import type { Aggregates, Chunk } from '@reservoir/messaging';
import { checkpointEvery, isCheckpoint } from '@reservoir/points-ledger';
import type { LedgerEntryKey, PointsOpenLots, ReadModels } from '../../read-models.js';

type PointsLot = ReadModels['points-lots'];
type Checkpoint = ReadModels['points-checkpoints'];

/** Lots in one document of a checkpoint. */
const pageSize = 500;

/** The open lots of partners whose ledgers reach a checkpoint in the chunk. */
export class MongoPointsOpenLots implements PointsOpenLots {
  constructor(
    private readonly lots: Aggregates<PointsLot>,
    private readonly checkpoints: Aggregates<Checkpoint>,
  ) {}

  async load(chunk: Chunk, keys: readonly LedgerEntryKey[]): Promise<void> {
    for (const { partnerId, number } of keys)
      if (number % checkpointEvery === 0)
        await chunk.reads.alone(async () => this.#loadIfDue(chunk, partnerId, number));
  }

  async #loadIfDue(chunk: Chunk, partnerId: string, number: number): Promise<void> {
    const open = { partnerId, open: true };
    const { session } = chunk;
    const count = await this.lots.collection.countDocuments(open, { session });
    if (!isCheckpoint(number, count)) return;
    const found = await this.lots.collection.find(open, { session, batchSize: 5000 }).toArray();
    this.lots.adopt(chunk, found);
    this.#due(chunk).add(`${partnerId}/${number}`);
  }

  takeCheckpoint(chunk: Chunk, state: Parameters<PointsOpenLots['takeCheckpoint']>[1]): void {
    const { partnerId, number } = state;
    const id = `${partnerId}/${number}`;
    if (!this.#due(chunk).delete(id)) return;
    const lots = this.lots
      .loaded(chunk)
      .filter((lot) => lot.partnerId === partnerId && lot.open)
      .map(({ partnerId: _partner, version: _version, open: _open, ...lot }) => ({ adjusted: 0, ...lot }));
    for (let page = 0; page === 0 || page * pageSize < lots.length; page += 1) {
      const part = lots.slice(page * pageSize, (page + 1) * pageSize) as unknown as Checkpoint['lots'];
      this.checkpoints.put(chunk, { ...state, id: `${id}/${page}`, page, lots: part, version: 1 });
    }
  }

  save(): Promise<void> {
    return Promise.resolve();
  }

  #due(chunk: Chunk): Set<string> {
    return chunk.stateOf(this, () => new Set<string>());
  }
}
