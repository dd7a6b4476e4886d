import type { Aggregates, Chunk, ChunkStore } from '@reservoir/messaging';
import type { Assortment, Company, PriceList } from '../../domain/facts.js';

/** Loads what partners can buy: the assortment and prices of each one's distributor (CA-6). It keeps nothing of its own. */
export class PartnerOffers implements ChunkStore<string> {
  constructor(
    private readonly companies: Aggregates<Company>,
    private readonly assortments: Aggregates<Assortment>,
    private readonly prices: Aggregates<PriceList>,
  ) {}

  async load(chunk: Chunk, partnerIds: readonly string[]): Promise<void> {
    await this.companies.load(chunk, partnerIds);
    const distributors = partnerIds.flatMap((id) => this.companies.find(chunk, id)?.distributorId ?? []);
    await this.assortments.load(chunk, distributors);
    await this.prices.load(chunk, distributors);
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}
