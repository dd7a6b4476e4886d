import type { Assortment, Partner } from '../domain/order-policies.js';
import type { Collections, Kept } from './collections.js';

/** Keeps what orders are judged by of a partner, unless a newer fact is kept already. */
export const keepPartner = (partner: Partner, { partners }: Collections): void =>
  keepNewest(partner, partners);

/** Keeps what a distributor sells, unless a newer fact is kept already. */
export const keepAssortment = (assortment: Assortment, { assortments }: Collections): void =>
  keepNewest(assortment, assortments);

function keepNewest<Fact extends Partner | Assortment>(fact: Fact, kept: Kept<Fact>): void {
  if (fact.version > (kept.find(fact.id)?.version ?? 0)) kept.save(fact);
}
