import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { operationPlanned } from '@reservoir/messages';
import type { Caller } from '../../../domain/caller.js';
import { Answer } from '../platform/answer.js';
import { PreviewPrices } from './preview-prices.js';

const now = instant('2026-11-21T12:00:00Z');
const always = { validFrom: instant('2026-01-01T00:00:00Z'), validUntil: null };
const prices = {
  version: 7,
  money: [
    {
      ...always,
      sku: 'edr-standalone',
      term: 'Y1' as const,
      tier: null,
      fromQuantity: 1,
      unitPrice: { currency: 'EUR', amountMinor: 250 },
    },
  ],
  points: [],
  pointsDiscounts: [],
};
const pricing = (known: typeof prices | undefined) =>
  new PreviewPrices(
    {
      of: async () =>
        Promise.resolve({
          distributorId: 'distributor-one',
          tier: 'GOLD',
          assortment: undefined,
          prices: known,
        }),
    },
    { now: () => now },
  );
const planned = {
  type: operationPlanned.type,
  data: {
    ...{ customerId: 'customer-one', operationId: 'o', day: '2026-11-21' },
    draws: [
      {
        pool: { partnerId: 'partner-gold', sku: 'edr-standalone', term: 'Y1' },
        contractId: 'c',
        quantity: 10,
        end: '2027-11-21',
      },
    ],
    ...{ recoveries: [], lines: [], contracts: [], notices: [] },
  },
};
const preview = (...events: readonly object[]) =>
  new Answer(200, { preview: true, operationId: 'o', events, omitted: 0 }, { location: '/v1/operations/o' });
const caller = {} as Caller;

describe('CT-18 the price of a preview', () => {
  it('is that of the licences that would be drawn', async () => {
    const answer = await pricing(prices).withPrice(preview(planned), caller);
    expect(answer).toMatchObject({
      status: 200,
      headers: { location: '/v1/operations/o' },
      body: {
        preview: true,
        price: { version: 7, money: { totals: [{ currency: 'EUR', amountMinor: 2500 }] } },
      },
    });
  });

  it('is null where the caller may not know it, or there is none', async () =>
    expect((await pricing(undefined).withPrice(preview(planned), caller)).body).toMatchObject({
      price: null,
    }));

  it('is not told of what draws nothing by a plan, and of what is refused', async () => {
    for (const answer of [
      preview({ type: 'other', data: {} }),
      new Answer(409, { code: 'pool-short' }),
      new Answer(204, null),
    ])
      expect(await pricing(prices).withPrice(answer, caller)).toBe(answer);
  });
});
