import type { Instant, Refusal, Term } from '@reservoir/kernel';

/** A SKU and term, as refusals name them. */
interface Goods {
  readonly sku: string;
  readonly term: Term;
}

/** The pool has too few licences (PO-4); `available` is the true remainder. */
export type PoolShort = Refusal<'pool-short'>;
export const poolShort = ({ sku, term }: Goods, asked: number, available: number): PoolShort => ({
  code: 'pool-short',
  rule: 'PO-4',
  detail: `${asked} asked, ${available} available in ${sku} ${term}`,
  errors: [{ sku, asked, available }],
});

/** The licences lie in too many lots for one draw (PO-4); `available` is what one draw can take. */
export type DrawTooScattered = Refusal<'draw-too-scattered'>;
export const drawTooScattered = (
  { sku, term }: Goods,
  asked: number,
  available: number,
  lots: number,
): DrawTooScattered => ({
  code: 'draw-too-scattered',
  rule: 'PO-4',
  detail: `${asked} asked in ${sku} ${term}: one draw touches at most ${lots} lots, and the first ${lots} hold ${available}`,
  errors: [{ sku, asked, available, lots }],
});

/** A reservation is no longer held, or never was (PO-5). */
export type ReservationOver = Refusal<'reservation-over'>;
export const reservationOver = (reservationId: string, why: string): ReservationOver => ({
  code: 'reservation-over',
  rule: 'PO-5',
  detail: `reservation ${reservationId} ${why}`,
});

/** The contract's period would be over before it began (CT-4). */
export type PeriodOver = Refusal<'period-over'>;
export const periodOver = (periodEnd: Instant): PeriodOver => ({
  code: 'period-over',
  rule: 'CT-4',
  detail: `the contract's period ended at ${periodEnd}`,
});

/** More was to come back from a lot than it has assigned (CT-4). */
export type ReturnNotAssigned = Refusal<'return-not-assigned'>;
export const returnNotAssigned = (lotId: string, asked: number, assigned: number): ReturnNotAssigned => ({
  code: 'return-not-assigned',
  rule: 'CT-4',
  detail: `${asked} to return to lot ${lotId}, which has ${assigned} assigned in this pool`,
});

/** An order line came again with other content (PO-3). */
export type OrderLineChanged = Refusal<'order-line-changed'>;
export const orderLineChanged = (orderId: string, line: string): OrderLineChanged => ({
  code: 'order-line-changed',
  rule: 'PO-3',
  detail: `order ${orderId} line ${line} was credited before with other content`,
});

/** The partner is not known, or no partner (CO-1). */
export type UnknownPartner = Refusal<'unknown-partner'>;
export const unknownPartner = (partnerId: string): UnknownPartner => ({
  code: 'unknown-partner',
  rule: 'CO-1',
  detail: `${partnerId} is no known partner`,
});

/** The order names another distributor than the partner's (CO-4). */
export type WrongDistributor = Refusal<'wrong-distributor'>;
export const wrongDistributor = (partnerId: string, named: string): WrongDistributor => ({
  code: 'wrong-distributor',
  rule: 'CO-4',
  detail: `${named} is not the distributor of ${partnerId} at the time of purchase`,
});

/** The distributor does not sell this SKU for this term (CA-6). */
export type NotInAssortment = Refusal<'not-in-assortment'>;
export const notInAssortment = (distributorId: string, { sku, term }: Goods): NotInAssortment => ({
  code: 'not-in-assortment',
  rule: 'CA-6',
  detail: `${distributorId} does not sell ${sku} ${term}`,
});

/** It is sold no longer (CA-8). */
export type SkuRetired = Refusal<'sku-retired'>;
export const skuRetired = ({ sku, term }: Goods, retiredAt: string): SkuRetired => ({
  code: 'sku-retired',
  rule: 'CA-8',
  detail: `${sku} ${term} is sold no longer since ${retiredAt}`,
});

/** The order line to refund has no lot of this partner (PO-10). */
export type UnknownOrderLine = Refusal<'unknown-order-line'>;
export const unknownOrderLine = (orderId: string, line: string): UnknownOrderLine => ({
  code: 'unknown-order-line',
  rule: 'PO-10',
  detail: `order ${orderId} line ${line} has no lot`,
});

/** More was to be refunded than is available in the lot (PO-10). */
export type RefundExceedsAvailable = Refusal<'refund-exceeds-available'>;
export const refundExceedsAvailable = (asked: number, refundable: number): RefundExceedsAvailable => ({
  code: 'refund-exceeds-available',
  rule: 'PO-10',
  detail: `${asked} to refund, at most ${refundable} can be`,
  errors: [{ asked, refundable }],
});

/** A refund came again with other content (PO-10). */
export type RefundChanged = Refusal<'refund-changed'>;
export const refundChanged = (refundId: string): RefundChanged => ({
  code: 'refund-changed',
  rule: 'PO-10',
  detail: `refund ${refundId} was made before with other content`,
});

/** The exchange has no lot here: it was never minted (PT-6). */
export type ExchangeNotMinted = Refusal<'exchange-not-minted'>;
export const exchangeNotMinted = (exchangeId: string): ExchangeNotMinted => ({
  code: 'exchange-not-minted',
  rule: 'PT-6',
  detail: `exchange ${exchangeId} has no licences in this pool`,
});

/** More was to go back than is unassigned of the exchange's lot (PT-6). */
export type ReversalExceedsAvailable = Refusal<'reversal-exceeds-available'>;
export const reversalExceedsAvailable = (asked: number, reversible: number): ReversalExceedsAvailable => ({
  code: 'reversal-exceeds-available',
  rule: 'PT-6',
  detail: `${asked} licences to reverse, ${reversible} of the exchange are unassigned`,
  errors: [{ asked, reversible }],
});

/** The exchange was given up: it will never be minted (PT-4). */
export type ExchangeAbandoned = Refusal<'exchange-abandoned'>;
export const exchangeAbandoned = (exchangeId: string): ExchangeAbandoned => ({
  code: 'exchange-abandoned',
  rule: 'PT-4',
  detail: `exchange ${exchangeId} was given up: it will not be minted`,
});

/** Licences were to move to the pool that they are in (CO-5). */
export type TransferToItself = Refusal<'transfer-to-itself'>;
export const transferToItself = (partnerId: string): TransferToItself => ({
  code: 'transfer-to-itself',
  rule: 'CO-5',
  detail: `${partnerId} has the licences already`,
});

/** Licences were to be added that nobody could assign any more (PO-2). */
export type ExpiryIsOver = Refusal<'expiry-is-over'>;
export const expiryIsOver = (expiresAt: Instant): ExpiryIsOver => ({
  code: 'expiry-is-over',
  rule: 'PO-2',
  detail: `licences that expire at ${expiresAt} are over already`,
});

/** Nothing has entered the pool yet (PO-1). */
export type UnknownPool = Refusal<'unknown-pool'>;
export const unknownPool = ({ sku, term }: Goods): UnknownPool => ({
  code: 'unknown-pool',
  rule: 'PO-1',
  detail: `nothing has entered the pool of ${sku} ${term}`,
});
