import type { Assortment, Partner, Retirement } from '../domain/order-policies.js';
import type { Collections, Kept } from './collections.js';

/** Keeps what orders are judged by of a partner, unless a newer fact is kept already. */
export const keepPartner = (partner: Partner, { partners }: Collections): void =>
  keepNewest(partner, partners);

/** Keeps what a distributor sells, unless a newer fact is kept already. */
export const keepAssortment = (assortment: Assortment, { assortments }: Collections): void =>
  keepNewest(assortment, assortments);

/** Keeps since when a product or module is sold no longer (CA-8). */
export const keepRetirement = (retirement: Retirement, { retirements }: Collections): void =>
  keepNewest(retirement, retirements);

function keepNewest<Fact extends Partner | Assortment | Retirement>(fact: Fact, kept: Kept<Fact>): void {
  if (fact.version > (kept.find(fact.id)?.version ?? 0)) kept.save(fact);
}
