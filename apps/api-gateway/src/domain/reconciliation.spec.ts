import { describe, expect, it } from '@jest/globals';
import { type Instant, instant, utcDay } from '@reservoir/kernel';
import { type BilledContract, monthOf, reconciled } from './reconciliation.js';

const at = (text: string): Instant => instant(`2026-${text}Z`);
const november = monthOf('2026-11', at('12-05T00:00'))!;
const sku = 'edr-standalone';
const price = (amountMinor: number, tier: string | null = null, fromQuantity = 1) => ({
  sku,
  term: 'Y1' as const,
  tier,
  fromQuantity,
  unitPrice: { currency: 'EUR', amountMinor },
  validFrom: at('01-01T00:00'),
  validUntil: null,
});
const lists = new Map([
  [1, [price(2000), price(1800, 'GOLD'), price(1700, 'GOLD', 100)]],
  [2, [price(2200)]],
]);
const by = {
  used: null,
  tier: 'GOLD',
  pricesOf: (_distributorId: string, version: number) => lists.get(version),
};
const period = (start: string, end: string, quantity: number, priceVersion: number | null = 1) => ({
  sku,
  term: 'Y1' as const,
  quantity,
  start: utcDay(start),
  end: utcDay(end),
  priceVersion,
});
const contract = (id: string, of: Partial<BilledContract> = {}): BilledContract => ({
  id,
  partnerId: 'partner-gold',
  distributorId: 'distributor-one',
  mode: 'commercial',
  activatedAt: at('11-10T12:00'),
  endedAt: null,
  periods: [period('2026-11-10', '2027-11-10', 20)],
  past: [],
  ...of,
});
const timeline = [{ from: at('11-10T12:00'), to: instant('2027-11-10'), quantity: 20 }];

describe('EN-5 a month', () => {
  it('is a UTC month, as far as it has passed', () => {
    expect(november).toEqual({ name: '2026-11', from: at('11-01T00:00'), to: at('12-01T00:00') });
    expect(monthOf('2026-12', at('12-05T00:00'))?.to).toBe(at('12-05T00:00'));
    expect(monthOf('2027-01', at('12-05T00:00'))).toBeUndefined();
    expect(monthOf('2026-12', at('12-01T00:00'))).toBeUndefined();
  });
});

describe('EN-5 the reconciliation of a SKU', () => {
  it('entitled at the end, used, billable, and the price that was frozen', () =>
    expect(reconciled(november, { sku, timeline }, [contract('c')], { ...by, used: 17 })).toEqual({
      sku,
      entitled: 20,
      used: 17,
      billable: 20,
      prices: [
        {
          term: 'Y1',
          distributorId: 'distributor-one',
          priceVersion: 1,
          licences: 20,
          unitPrice: { currency: 'EUR', amountMinor: 1800 },
        },
      ],
      trials: [],
    }));

  it('billable is the peak of the month, however short it was', () => {
    const peak = [
      { from: at('11-01T00:00'), to: at('11-03T00:00'), quantity: 5 },
      { from: at('11-03T00:00'), to: at('11-03T00:01'), quantity: 50 },
      { from: at('11-03T00:01'), to: at('11-20T00:00'), quantity: 5 },
    ];
    expect(reconciled(november, { sku, timeline: peak }, [], by)).toMatchObject({
      entitled: 0,
      billable: 50,
    });
  });

  it('counts what lasts from the month before, and nothing of the next', () => {
    const across = [
      { from: at('01-01T00:00'), to: at('11-02T00:00'), quantity: 9 },
      { from: at('12-01T00:00'), to: null, quantity: 99 },
    ];
    expect(reconciled(november, { sku, timeline: across }, [], by)).toMatchObject({
      billable: 9,
      entitled: 0,
    });
  });

  it('licences of a trial are entitled, not billable; the trial is named while it runs', () => {
    const trial = contract('t', { mode: 'trial', periods: [period('2026-11-10', '2026-12-10', 20, null)] });
    expect(reconciled(november, { sku, timeline }, [trial], by)).toEqual({
      sku,
      entitled: 20,
      used: null,
      billable: 0,
      prices: [],
      trials: [{ contractId: 't', quantity: 20, end: '2026-12-10' }],
    });
  });

  it('of a trial that was converted, the commercial licences are billable', () => {
    const trial = contract('t', {
      mode: 'trial',
      activatedAt: at('11-01T00:00'),
      endedAt: at('11-10T12:00'),
      periods: [period('2026-11-01', '2026-12-01', 90, null)],
    });
    const tried = [{ from: at('11-01T00:00'), to: at('11-10T12:00'), quantity: 90 }, ...timeline];
    expect(reconciled(november, { sku, timeline: tried }, [trial, contract('c')], by)).toMatchObject({
      entitled: 20,
      billable: 20,
      trials: [],
    });
  });

  it('CA-7 each period has the price of the tier that it was made under; the present one where that was not kept', () => {
    const made = (tier?: string | null) => {
      const periods = [{ ...period('2026-11-10', '2027-11-10', 20), tier }];
      const [price] = reconciled(november, { sku, timeline }, [contract('c', { periods })], by)?.prices ?? [];
      return price?.unitPrice?.amountMinor;
    };
    expect([made(null), made('GOLD'), made('SILVER'), made(undefined)]).toEqual([2000, 1800, 2000, 1800]);
  });

  it('each period has the price of its own list, tier and quantity; alike ones stand together', () => {
    const many = [
      contract('a'),
      contract('b', { periods: [period('2026-11-20', '2027-11-20', 100)] }),
      contract('c', {
        periods: [period('2027-11-10', '2028-11-10', 7)],
        past: [period('2025-11-10', '2026-11-30', 5, 2)],
      }),
      contract('d'),
      contract('e', { periods: [period('2026-11-20', '2027-11-20', 3, 99)] }),
    ];
    const { prices } = reconciled(november, { sku, timeline }, many, by)!;
    expect(prices.map((one) => [one.priceVersion, one.licences, one.unitPrice?.amountMinor ?? null])).toEqual(
      [
        [1, 40, 1800],
        [1, 100, 1700],
        [2, 5, 2200],
        [99, 3, null],
      ],
    );
  });

  it('is nothing when there was nothing', () => {
    expect(reconciled(november, { sku, timeline: [] }, [], by)).toBeUndefined();
    expect(reconciled(november, { sku, timeline: [] }, [], { ...by, used: 3 })).toMatchObject({ used: 3 });
  });
});
