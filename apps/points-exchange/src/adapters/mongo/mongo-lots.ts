import type { Aggregates, Chunk, ChunkStore, DocumentOf } from '@reservoir/messaging';
import type { Connection, mongo } from 'mongoose';
import type { Lots } from '../../application/ports.js';
import { mostBurns } from '../../domain/burn-order.js';
import type { PointsLot } from '../../domain/lot.js';
import { aggregates } from './mongo-by-id.js';
import { PartnerLots } from './partner-lots.js';
import { burnOrderIndex, lotSchema } from './points.schemas.js';

/** A lot by its id, or all that is over now of a partner. */
export type LotsKey = { readonly id: string } | { readonly dueOf: string };

type LotFilter = mongo.Filter<DocumentOf<PointsLot>>;

const burnOrder = { priority: 1, expiresAt: 1, grantedAt: 1, _id: 1 } as const;
const pageSize = 200;
/** What is over of one partner is expired by so many lots at once, and of a chunk no more is loaded than so many. */
const mostDue = 1000;
const mostDueOfAChunk = 5000;

/** Lots of points in MongoDB, of which a chunk reads only what it needs. */
export class MongoLots implements ChunkStore<LotsKey> {
  readonly #lots: Aggregates<PointsLot>;

  constructor(connection: Connection) {
    this.#lots = aggregates(connection, 'Lot', lotSchema);
  }

  async load(chunk: Chunk, keys: readonly LotsKey[]): Promise<void> {
    await this.#loadByIds(
      chunk,
      keys.flatMap((key) => ('id' in key ? [key.id] : [])),
    );
    const partners = [...new Set(keys.flatMap((key) => ('dueOf' in key ? [key.dueOf] : [])))];
    if (partners.length === 0) return;
    const over: LotFilter = {
      partnerId: { $in: partners },
      remaining: { $gt: 0 },
      expiresAt: { $lte: chunk.now },
    };
    await this.#adopt(chunk, over, (found) => found.limit(mostDueOfAChunk));
  }

  save(chunk: Chunk): Promise<void> {
    return this.#lots.save(chunk);
  }

  in(chunk: Chunk): Lots {
    return {
      find: (id) => this.#lots.find(chunk, id),
      save: (lot) => {
        this.#lots.put(chunk, lot);
        this.#partner(chunk, lot.partnerId).note(lot);
      },
      due: (partnerId) => this.#partner(chunk, partnerId).due().slice(0, mostDue),
      inBurnOrder: (partnerId, points) => this.#inBurnOrder(chunk, partnerId, points),
      findAll: async (ids) => {
        await this.#loadByIds(chunk, ids);
        return ids.flatMap((id) => this.#lots.find(chunk, id) ?? []);
      },
    };
  }

  /** Reads on in the burn order, a page at a time, until there is enough. What a page brings may have changed in the chunk. */
  async #inBurnOrder(chunk: Chunk, partnerId: string, points: number): Promise<readonly PointsLot[]> {
    const partner = this.#partner(chunk, partnerId);
    for (;;) {
      const lots = partner.burnable();
      const covered = lots.reduce((sum, { remaining }) => sum + remaining, 0);
      if (covered >= points || lots.length > mostBurns || partner.exhausted)
        return lots.slice(0, mostBurns + 1);
      await this.#readOn(chunk, partnerId, partner);
    }
  }

  async #readOn(chunk: Chunk, partnerId: string, partner: PartnerLots): Promise<void> {
    const open: LotFilter = { partnerId, remaining: { $gt: 0 }, expiresAt: { $gt: chunk.now } };
    const page = await this.#adopt(chunk, open, (found) =>
      found.sort(burnOrder).skip(partner.read).limit(pageSize),
    );
    partner.read += page.length;
    partner.exhausted = page.length < pageSize;
    const last = page.at(-1);
    if (last) partner.last = { ...last, id: last._id };
  }

  async #adopt(
    chunk: Chunk,
    filter: LotFilter,
    narrow: (
      found: mongo.FindCursor<mongo.WithId<DocumentOf<PointsLot>>>,
    ) => mongo.FindCursor<mongo.WithId<DocumentOf<PointsLot>>>,
  ): Promise<readonly DocumentOf<PointsLot>[]> {
    const { session } = chunk;
    const found = this.#lots.collection.find(filter, { session, batchSize: 1000, hint: burnOrderIndex });
    const documents = (await chunk.reads.alone(async () =>
      narrow(found).toArray(),
    )) as unknown as readonly DocumentOf<PointsLot>[];
    this.#lots.adopt(chunk, documents);
    for (const { _id: id, partnerId, expiresAt } of documents)
      this.#partner(chunk, partnerId).note({ id, expiresAt });
    return documents;
  }

  async #loadByIds(chunk: Chunk, ids: readonly string[]): Promise<void> {
    await this.#lots.load(chunk, ids);
    for (const id of ids) {
      const lot = this.#lots.find(chunk, id);
      if (lot) this.#partner(chunk, lot.partnerId).note(lot);
    }
  }

  #partner(chunk: Chunk, partnerId: string): PartnerLots {
    const find = (id: string) => this.#lots.find(chunk, id);
    const partners = chunk.stateOf(
      this,
      () => new Map<string, PartnerLots>(),
      (below) => new Map([...below].map(([id, lots]) => [id, lots.copy(find)])),
    );
    const known = partners.get(partnerId);
    if (known) return known;
    const partner = new PartnerLots(chunk.now, find);
    partners.set(partnerId, partner);
    return partner;
  }
}
