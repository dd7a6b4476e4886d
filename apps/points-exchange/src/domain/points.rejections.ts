import type { Instant, Refusal, Term } from '@reservoir/kernel';

/** Every way in which this service refuses. */
export type PointsRejected = Refusal<
  | 'unknown-partner'
  | 'role-not-allowed'
  | 'not-in-points-programme'
  | 'vendor-account-not-eligible'
  | 'partner-suspended'
  | 'sku-not-sold'
  | 'sku-retired'
  | 'points-price-missing'
  | 'unknown-quote'
  | 'quote-accepted'
  | 'quote-expired'
  | 'points-short'
  | 'too-many-lots'
  | 'order-line-changed'
  | 'balance-too-large'
  | 'expiry-passed'
  | 'unknown-exchange'
  | 'exchange-not-captured'
  | 'reversal-too-late'
  | 'reversal-in-flight'
  | 'reversal-exceeds-exchange'
>;

/** Not there, no partner, or not in the subtree of whoever asks: the answers are the same (CO-8). */
export const unknownPartner = (id: string): PointsRejected => ({
  code: 'unknown-partner',
  rule: 'CO-8',
  detail: `there is no partner ${id}`,
});

export const roleNotAllowed = (rule: string, detail: string): PointsRejected => ({
  code: 'role-not-allowed',
  rule,
  detail,
});

export const notInPointsProgramme = (id: string): PointsRejected => ({
  code: 'not-in-points-programme',
  rule: 'PT-9',
  detail: `${id} is not signed up to the points programme`,
});

export const vendorAccountNotEligible = (id: string, vendorAccount: string | null): PointsRejected => ({
  code: 'vendor-account-not-eligible',
  rule: 'PT-9',
  detail: `points are for partners whose vendor account is WatchGuard, or Panda migrated to it: that of ${id} is ${vendorAccount ?? 'not known'}`,
});

export const partnerSuspended = (id: string): PointsRejected => ({
  code: 'partner-suspended',
  rule: 'CO-6',
  detail: `${id} is suspended: its points stay as they are; what is under way ends`,
});

export const skuNotSold = (sku: string, term: Term): PointsRejected => ({
  code: 'sku-not-sold',
  rule: 'CA-6',
  detail: `${sku} ${term} is not sold here`,
});

export const skuRetired = (sku: string, retiredAt: string): PointsRejected => ({
  code: 'sku-retired',
  rule: 'CA-8',
  detail: `${sku} is sold no longer since ${retiredAt}`,
});

export const pointsPriceMissing = (sku: string, term: Term): PointsRejected => ({
  code: 'points-price-missing',
  rule: 'CA-7',
  detail: `${sku} ${term} has no price in points now`,
});

export const unknownQuote = (id: string): PointsRejected => ({
  code: 'unknown-quote',
  rule: 'PT-3',
  detail: `there is no quote ${id}`,
});

export const quoteAccepted = (id: string): PointsRejected => ({
  code: 'quote-accepted',
  rule: 'PT-3',
  detail: `quote ${id} was accepted before: it is accepted once`,
});

export const quoteExpired = (id: string, expiresAt: Instant): PointsRejected => ({
  code: 'quote-expired',
  rule: 'PT-3',
  detail: `quote ${id} was over at ${expiresAt}: ask for another one`,
});

export const pointsShort = (asked: number, available: number): PointsRejected => ({
  code: 'points-short',
  rule: 'PT-4',
  detail: `${asked} points asked, ${available} available`,
  errors: [{ asked, available }],
});

export const tooManyLots = (mostBurns: number): PointsRejected => ({
  code: 'too-many-lots',
  rule: 'PT-2',
  detail: `this would burn more than ${mostBurns} lots: exchange fewer licences at once`,
});

export const orderLineChanged = (orderId: string, line: string): PointsRejected => ({
  code: 'order-line-changed',
  rule: 'PO-3',
  detail: `line ${line} of order ${orderId} was credited with other content`,
});

export const balanceTooLarge = (points: number): PointsRejected => ({
  code: 'balance-too-large',
  rule: 'PT-1',
  detail: `${points} points more cannot be counted exactly`,
});

export const expiryPassed = (expiresAt: Instant): PointsRejected => ({
  code: 'expiry-passed',
  rule: 'PT-2',
  detail: `points that expire at ${expiresAt} would be over before they came`,
});

export const unknownExchange = (id: string): PointsRejected => ({
  code: 'unknown-exchange',
  rule: 'PT-6',
  detail: `there is no exchange ${id}`,
});

export const exchangeNotCaptured = (id: string, state: string): PointsRejected => ({
  code: 'exchange-not-captured',
  rule: 'PT-6',
  detail: `exchange ${id} is ${state}: only what was captured can be reversed`,
});

export const reversalTooLate = (id: string, until: Instant): PointsRejected => ({
  code: 'reversal-too-late',
  rule: 'PT-6',
  detail: `exchange ${id} could be reversed until ${until}, 14 days after its capture`,
});

export const reversalInFlight = (id: string): PointsRejected => ({
  code: 'reversal-in-flight',
  rule: 'PT-6',
  detail: `a reversal of exchange ${id} is under way: the next one has to wait for it`,
});

export const reversalExceedsExchange = (asked: number, left: number): PointsRejected => ({
  code: 'reversal-exceeds-exchange',
  rule: 'PT-6',
  detail: `${asked} licences to reverse, ${left} of the exchange are left`,
  errors: [{ asked, left }],
});
