import type { Instant, Policy } from '@reservoir/kernel';
import { type PointsRejected, quoteAccepted, quoteExpired, unknownQuote } from './points.rejections.js';
import type { Quote } from './quote.js';

/** Which quote of whom is to be accepted. */
export interface Acceptance {
  readonly quoteId: string;
  readonly partnerId: string;
}

type AcceptancePolicy = (
  acceptance: Acceptance,
  quote: Quote | undefined,
  now: Instant,
) => PointsRejected | undefined;

// CO-8
export const quoteIsThePartnersOwn: AcceptancePolicy = ({ quoteId, partnerId }, quote) =>
  quote?.partnerId === partnerId ? undefined : unknownQuote(quoteId);

// PT-3
export const quoteIsAcceptedOnce: AcceptancePolicy = ({ quoteId }, quote) =>
  quote?.state === 'accepted' ? quoteAccepted(quoteId) : undefined;

// PT-3: over at the instant itself.
export const quoteStillStands: AcceptancePolicy = ({ quoteId }, quote, now) =>
  quote && quote.expiresAt <= now ? quoteExpired(quoteId, quote.expiresAt) : undefined;

/** In the order in which they are asked. */
export const acceptancePolicies = [
  quoteIsThePartnersOwn,
  quoteIsAcceptedOnce,
  quoteStillStands,
] as const satisfies readonly Policy<[Acceptance, Quote | undefined, Instant]>[];
