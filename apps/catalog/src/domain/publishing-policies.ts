import type { Refusal } from '@reservoir/kernel';
import { type Actor, isOperator } from './actor.js';

/** What the catalog knows of companies. */
export interface Company {
  readonly id: string;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly version: number;
}

/** Families, products and modules are the platform's own: the operator publishes them (CO-10). */
export const operatorPublishes = (actor: Actor): Refusal | undefined =>
  isOperator(actor)
    ? undefined
    : { code: 'role-not-allowed', rule: 'CO-10', detail: 'the catalog is published by the operator' };

/** Whose assortment or prices somebody wants to set. */
export interface OffersOf {
  readonly actor: Actor;
  readonly distributorId: string;
}

type OffersPolicy = (request: OffersOf, company: Company | undefined) => Refusal | undefined;

// CO-8: what is unknown and what is foreign get one answer.
export const companyIsTheActorsOwn: OffersPolicy = ({ actor, distributorId }, company) =>
  company !== undefined && (isOperator(actor) || actor.companyId === company.id)
    ? undefined
    : { code: 'unknown-company', rule: 'CO-8', detail: `there is no company ${distributorId}` };

// CO-7
export const actorHasTotalControl: OffersPolicy = ({ actor }) =>
  isOperator(actor) || actor.role === 'total-control'
    ? undefined
    : { code: 'role-not-allowed', rule: 'CO-7', detail: 'assortment and prices need total control' };

// CA-6
export const companyIsADistributor: OffersPolicy = ({ distributorId }, company) =>
  company?.type === 'distributor'
    ? undefined
    : { code: 'not-a-distributor', rule: 'CA-6', detail: `${distributorId} is no distributor` };

/** In the order in which they are asked. */
export const offersPolicies: readonly OffersPolicy[] = [
  companyIsTheActorsOwn,
  actorHasTotalControl,
  companyIsADistributor,
];
