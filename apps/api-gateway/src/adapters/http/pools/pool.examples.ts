/** For the document. */
export const thresholds = {
  peak: 120,
  thresholds: [
    { unit: 'licences', value: 20, licences: 20, low: false, armed: true },
    { unit: 'percent', value: 25, licences: 30, low: true, armed: false },
  ],
};

export const pool = {
  partnerId: 'partner-gold',
  sku: 'endpoint-security:secure-plus',
  term: 'Y1',
  quantity: 120,
  counts: {
    available: 25,
    reserved: 5,
    assigned: 80,
    retired: 6,
    expired: 0,
    refunded: 4,
    transferredOut: 0,
  },
  low: true,
  thresholds: thresholds.thresholds,
  cover: {
    days: 42,
    renewals: [
      { withinDays: 30, licences: 20, short: 0 },
      { withinDays: 60, licences: 35, short: 10 },
      { withinDays: 90, licences: 35, short: 10 },
    ],
  },
  version: 17,
};

export const marks = {
  thresholds: [
    { unit: 'licences', value: 20 },
    { unit: 'percent', value: 25 },
  ],
};

export const promotion = {
  provenance: 'promotion',
  quantity: 25,
  expiresAt: '2027-03-31T00:00:00Z',
  reason: 'Spring campaign 2027',
};

export const correction = { quantity: 5, reason: 'Credited twice by the order system, ticket 4711' };
