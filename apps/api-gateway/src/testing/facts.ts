import { instant, utcDay } from '@reservoir/kernel';
import type { z } from 'zod';
import type {
  companyCreated,
  contractDrafted,
  entitlementChanged,
  licenseOrderReceipt,
  lotAdded,
  pointsGranted,
  pointsHeld,
  quoteChanged,
  serviceChanged,
} from '@reservoir/messages';

/** What stands on the wire. */
type Wire<M extends { readonly schema: z.ZodType }> = z.input<M['schema']>;

type Company = Wire<typeof companyCreated>;
type Contract = Wire<typeof contractDrafted>['contract'];
type Pool = Wire<typeof lotAdded>;

const noon = instant('2026-11-21T12:00:00Z');
const noCounts = {
  available: 0,
  reserved: 0,
  assigned: 0,
  retired: 0,
  expired: 0,
  refunded: 0,
  transferredOut: 0,
};

/** A company under the companies named, the top first. */
export const aCompany = (id: string, type: Company['type'], ...ancestors: string[]): Company => ({
  id,
  type,
  name: `The ${id}`,
  parentId: ancestors.at(-1) ?? null,
  tier: type === 'partner' ? 'GOLD' : null,
  pointsProgramme: type === 'partner',
  ancestors,
  distributorId: ancestors[0] ?? id,
  version: 1,
});

/** The demonstration world of interfaces.md, as far as companies go. */
export const demoCompanies: readonly Company[] = [
  aCompany('distributor-one', 'distributor'),
  aCompany('distributor-two', 'distributor'),
  aCompany('partner-gold', 'partner', 'distributor-one'),
  { ...aCompany('partner-silver', 'partner', 'distributor-one'), tier: 'SILVER' },
  aCompany('partner-two', 'partner', 'distributor-two'),
  aCompany('partner-chain', 'partner', 'distributor-one', 'partner-gold'),
  aCompany('customer-one', 'customer', 'distributor-one', 'partner-gold'),
  aCompany('customer-two', 'customer', 'distributor-one', 'partner-gold'),
  aCompany('customer-silver', 'customer', 'distributor-one', 'partner-silver'),
  aCompany('customer-chain', 'customer', 'distributor-one', 'partner-gold', 'partner-chain'),
  aCompany('customer-foreign', 'customer', 'distributor-two', 'partner-two'),
];

/** A pool of partner-gold with one lot, after an event. */
export const aPoolFact = (available: number, version: number, pool: Partial<Pool['pool']> = {}): Pool => ({
  pool: {
    partnerId: 'partner-gold',
    sku: 'endpoint-security:secure-plus',
    term: 'Y1',
    quantity: 25,
    counts: { ...noCounts, available, assigned: 25 - available },
    version,
    ...pool,
  },
  lots: [
    {
      id: 'lot-one',
      provenance: 'purchase',
      source: { orderId: 'o-1', line: '1' },
      distributorId: 'distributor-one',
      quantity: 25,
      counts: { ...noCounts, available, assigned: 25 - available },
      purchasedAt: noon,
      expiresAt: null,
      version,
    },
  ],
});

/** A contract of customer-one, after an event. */
export const aContract = (of: Partial<Contract> = {}): Contract => ({
  id: 'contract-one',
  customerId: 'customer-one',
  partnerId: 'partner-gold',
  distributorId: 'distributor-one',
  serviceId: 'service-one',
  familyId: 'endpoint',
  product: 'endpoint-security',
  kind: 'product',
  mode: 'commercial',
  state: 'active',
  periods: [
    {
      sku: 'endpoint-security:secure-plus',
      term: 'Y1',
      quantity: 25,
      start: utcDay('2026-11-21'),
      end: utcDay('2027-11-21'),
      anchorDay: 21,
      batches: [{ lotId: 'lot-one', quantity: 25 }],
      catalogVersion: 1,
      priceVersion: 1,
    },
  ],
  assignmentId: 'assignment-one',
  activatedAt: noon,
  endedAt: null,
  reason: null,
  version: 3,
  ...of,
});

/** The service of customer-one. */
export const aService = (
  of: Partial<Wire<typeof serviceChanged>['service']> = {},
): Wire<typeof serviceChanged> => ({
  service: {
    id: 'service-one',
    customerId: 'customer-one',
    product: 'endpoint-security',
    protectionModel: 'secure-plus',
    managementModel: 'delegated',
    autoRenew: { on: true, term: null },
    ...of,
  },
});

/** What customer-one is entitled to, from its contract's start to its end. */
export const anEntitlement = (quantity: number): Wire<typeof entitlementChanged> => ({
  customerId: 'customer-one',
  entitlement: {
    customerId: 'customer-one',
    sku: 'endpoint-security:secure-plus',
    timeline: [{ from: '2026-11-21T00:00:00.000Z', to: '2027-11-21T00:00:00.000Z', quantity }],
  },
});

/** 1000 points of partner-gold in one lot, after an event. */
export const aPointsFact = (
  remaining: number,
  held: number,
  version: number,
): Wire<typeof pointsGranted> => ({
  account: { partnerId: 'partner-gold', available: remaining, held, version },
  transaction: {
    id: `transaction-${version}`,
    partnerId: 'partner-gold',
    number: version,
    kind: version === 1 ? 'grant' : 'hold',
    reference: 'o-2',
    at: noon,
    postings: [
      { account: 'available', points: remaining },
      { account: 'issued', points: -remaining },
    ],
  },
  lots: [
    {
      id: 'points-lot-one',
      points: 1000,
      remaining,
      held,
      spent: 0,
      expired: 0,
      priority: 0,
      grantedAt: noon,
      expiresAt: '2027-11-21T00:00:00.000Z',
    },
  ],
});

/** A quote for 100 licences. */
export const aQuote = (of: Partial<Wire<typeof quoteChanged>['quote']> = {}): Wire<typeof quoteChanged> => ({
  quote: {
    id: 'quote-one',
    partnerId: 'partner-gold',
    sku: 'endpoint-security:secure-plus',
    term: 'Y1',
    quantity: 100,
    pointsPerLicense: 10,
    discountBp: 500,
    rateVersion: 1,
    totalPoints: 950,
    issuedAt: noon,
    expiresAt: '2026-11-21T12:15:00.000Z',
    state: 'open',
    version: 1,
    ...of,
  },
});

/** The exchange of that quote. */
export const anExchange = (
  of: Partial<Wire<typeof pointsHeld>['exchange']> = {},
): Wire<typeof pointsHeld>['exchange'] => ({
  id: 'exchange-one',
  quoteId: 'quote-one',
  partnerId: 'partner-gold',
  distributorId: 'distributor-one',
  sku: 'endpoint-security:secure-plus',
  term: 'Y1',
  quantity: 100,
  totalPoints: 950,
  burns: [{ lotId: 'points-lot-one', points: 950 }],
  state: 'held',
  lotId: null,
  reason: null,
  heldAt: noon,
  endedAt: null,
  version: 1,
  ...of,
});

/** The receipt of order o-1. */
export const aReceipt = (
  of: Partial<Wire<typeof licenseOrderReceipt>> = {},
): Wire<typeof licenseOrderReceipt> => ({
  eventId: 'event-one',
  orderId: 'o-1',
  line: '1',
  refundId: null,
  partnerId: 'partner-gold',
  outcome: 'accepted',
  lotId: 'lot-one',
  quantity: 25,
  reason: null,
  ...of,
});
