import type { Instant } from '@reservoir/kernel';

/** A quote's state at an instant: an open one is over at its expiry itself (PT-3). */
export const quoteStateAt = (
  quote: { readonly state: 'open' | 'accepted'; readonly expiresAt: Instant },
  now: Instant,
): 'open' | 'accepted' | 'expired' =>
  quote.state === 'open' && now >= quote.expiresAt ? 'expired' : quote.state;
