import type { PointsPrice } from '@reservoir/catalog-rules';
import { type Instant, instant } from '@reservoir/kernel';
import type { Actor, Role } from '../domain/actor.js';
import { type Account, emptyAccount } from '../domain/account.js';
import type { Exchange } from '../domain/exchange.js';
import { heldExchange } from '../domain/exchange.js';
import type { Assortment, Company, PriceList } from '../domain/facts.js';
import type { PointsOrder } from '../domain/grant.js';
import type { PointsLot } from '../domain/lot.js';
import type { Quote } from '../domain/quote.js';

/** A time of day on 21 November 2026, unless told otherwise. */
export const at = (time: string, day = '2026-11-21'): Instant => instant(`${day}T${time}Z`);
/** When tests happen, unless told otherwise. */
export const noon = at('12:00:00');
/** 00:00 UTC of a day. */
export const midnight = (day: string): Instant => at('00:00:00', day);

/** A user of a company; in total control unless told otherwise. */
export const userOf = (companyId: string, role: Role = 'total-control'): Actor => ({
  userId: `user-of-${companyId}`,
  companyId,
  role,
});
export const operator: Actor = { userId: 'user-operator', companyId: null, role: 'operator' };

/** `partner-gold` of `distributor-one`, tier GOLD, in the points programme. */
export const aPartner = (differing: Partial<Company> = {}): Company => ({
  id: 'partner-gold',
  type: 'partner',
  tier: 'GOLD',
  pointsProgramme: true,
  vendorAccount: 'watchguard',
  suspended: false,
  ancestors: ['distributor-one'],
  distributorId: 'distributor-one',
  version: 1,
  ...differing,
});

/** The SKU of all tests. */
export const secure = 'endpoint-security:secure';

/** `distributor-one` sells Secure for a month and for a year. */
export const anAssortment = (): Assortment => ({
  id: 'distributor-one',
  offers: [{ sku: secure, terms: ['M1', 'Y1'] }],
  version: 3,
});

/** Ten points for a year of Secure, from 2026 on. */
export const aPointsPrice = (differing: Partial<PointsPrice> = {}): PointsPrice => ({
  sku: secure,
  term: 'Y1',
  points: 10,
  validFrom: midnight('2026-01-01'),
  validUntil: null,
  ...differing,
});

/** The prices of `distributor-one`: GOLD −5 %. */
export const aPriceList = (differing: Partial<PriceList> = {}): PriceList => ({
  id: 'distributor-one',
  points: [aPointsPrice()],
  pointsDiscounts: [{ tier: 'GOLD', discountBp: 500 }],
  version: 7,
  ...differing,
});

/** A thousand points for `partner-gold`. */
export const anOrder = (differing: Partial<PointsOrder> = {}): PointsOrder => ({
  orderId: 'order-1',
  line: '1',
  partnerId: 'partner-gold',
  points: 1000,
  purchasedAt: at('11:00:00'),
  ...differing,
});

/** A lot of `partner-gold`, all of it remaining, until the end of March 2027. */
export const aLot = (differing: Partial<PointsLot> = {}): PointsLot => ({
  id: 'lot-1',
  partnerId: 'partner-gold',
  source: { orderId: 'order-1', line: '1', fingerprint: 'fingerprint-1' },
  points: differing.remaining ?? 1000,
  remaining: 1000,
  held: 0,
  spent: 0,
  expired: 0,
  adjusted: 0,
  priority: 100,
  grantedAt: at('11:00:00', '2026-10-01'),
  expiresAt: midnight('2027-03-31'),
  noticeAt: midnight('2027-01-30'),
  version: 1,
  ...differing,
});

/** The account that these lots make. */
export function accountOf(...lots: readonly PointsLot[]): Account {
  const sum = (of: (lot: PointsLot) => number) => lots.reduce((points, lot) => points + of(lot), 0);
  const [available, held] = [sum(({ remaining }) => remaining), sum((lot) => lot.held)];
  const [spent, expired] = [sum((lot) => lot.spent), sum((lot) => lot.expired)];
  const adjustment = sum(({ adjusted }) => adjusted);
  const issued = 0 - available - held - spent - expired - adjustment;
  const balances = { available, held, issued, spent, expired, adjustment };
  return { ...emptyAccount('partner-gold'), ...balances, version: 5 };
}

/** 100 licences at 10 points less 5 %: 950 (PT-7), until 12:15. */
export const aQuote = (differing: Partial<Quote> = {}): Quote => ({
  id: 'quote-1',
  partnerId: 'partner-gold',
  distributorId: 'distributor-one',
  sku: secure,
  term: 'Y1',
  quantity: 100,
  pointsPerLicense: 10,
  discountBp: 500,
  rateVersion: 7,
  totalPoints: 950,
  issuedAt: noon,
  expiresAt: at('12:15:00'),
  state: 'open',
  version: 1,
  ...differing,
});

/** An exchange of that quote that holds 950 points. */
export const anExchange = (differing: Partial<Exchange> = {}): Exchange => ({
  ...heldExchange(aQuote(), [{ lotId: 'lot-1', points: 950 }], 'op-1', noon, 300_000),
  ...differing,
});
