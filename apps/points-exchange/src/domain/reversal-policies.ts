import { type Instant, type Policy, plusMs } from '@reservoir/kernel';
import type { Exchange } from './exchange.js';
import {
  type PointsRejected,
  exchangeNotCaptured,
  reversalExceedsExchange,
  reversalInFlight,
  reversalTooLate,
  unknownExchange,
} from './points.rejections.js';

/** How many licences of which exchange of whom are to go back. */
export interface ReversalWish {
  readonly exchangeId: string;
  readonly partnerId: string;
  readonly quantity: number;
}

/** PT-6: for so long after the capture an exchange can be reversed. */
export const reversalWindowMs = 14 * 24 * 3_600_000;

type ReversalPolicy = (
  wish: ReversalWish,
  exchange: Exchange | undefined,
  now: Instant,
) => PointsRejected | undefined;

// CO-8
export const exchangeIsThePartnersOwn: ReversalPolicy = ({ exchangeId, partnerId }, exchange) =>
  exchange?.partnerId === partnerId ? undefined : unknownExchange(exchangeId);

// PT-6
export const exchangeIsCaptured: ReversalPolicy = ({ exchangeId }, exchange) =>
  exchange && exchange.state !== 'captured' ? exchangeNotCaptured(exchangeId, exchange.state) : undefined;

// PT-6: over at the instant itself.
export const captureIsRecent: ReversalPolicy = ({ exchangeId }, exchange, now) => {
  const until = exchange?.endedAt && plusMs(exchange.endedAt, reversalWindowMs);
  return until && until <= now ? reversalTooLate(exchangeId, until) : undefined;
};

// PT-6: one after the other, so that each knows what came back before it.
export const noReversalIsInFlight: ReversalPolicy = ({ exchangeId }, exchange) =>
  exchange?.reversal ? reversalInFlight(exchangeId) : undefined;

// PT-6
export const exchangeHasSoManyLeft: ReversalPolicy = ({ quantity }, exchange) => {
  const left = exchange ? exchange.quantity - exchange.reversedQuantity : 0;
  return quantity > left ? reversalExceedsExchange(quantity, left) : undefined;
};

/** In the order in which they are asked. */
export const reversalPolicies = [
  exchangeIsThePartnersOwn,
  exchangeIsCaptured,
  captureIsRecent,
  noReversalIsInFlight,
  exchangeHasSoManyLeft,
] as const satisfies readonly Policy<[ReversalWish, Exchange | undefined, Instant]>[];
