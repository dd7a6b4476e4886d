import { describe, expect, it } from '@jest/globals';
import { type OrderMix, generateOrders } from './generate.js';

const mix: OrderMix = {
  count: 10_000,
  seed: 7,
  run: 'r',
  partners: ['a', 'b', 'c', 'd'].map((partnerId) => ({ partnerId, distributorId: 'one' })),
  skus: ['edr-standalone'],
  terms: ['Y1'],
  skew: 0,
  duplicates: 0.2,
  refunds: 0.02,
  malformed: 0.01,
  unknownPartners: 0.01,
  purchasedAt: '2026-11-21T10:00:00.000Z',
};

describe('the order generator', () => {
  const records = [...generateOrders(mix)];
  const shareOf = (kind: string): number =>
    records.filter((record) => record.kind === kind).length / records.length;

  it('plays the same records for the same seed, and others for another', () => {
    expect([...generateOrders(mix)]).toEqual(records);
    expect([...generateOrders({ ...mix, seed: 8 })]).not.toEqual(records);
  });

  it('keeps to the shares', () => {
    expect(shareOf('duplicate')).toBeCloseTo(0.2, 1);
    expect(shareOf('malformed')).toBeGreaterThan(0.005);
    expect(shareOf('unknown-partner')).toBeGreaterThan(0.004);
  });

  it('repeats a duplicate to the letter', () => {
    const purchases = new Set(records.filter(({ kind }) => kind === 'purchase').map(({ value }) => value));
    expect(records.filter(({ kind, value }) => kind === 'duplicate' && !purchases.has(value))).toEqual([]);
  });

  it('gives the first partners more with a skew', () => {
    const skewed = [...generateOrders({ ...mix, skew: 1 })].filter(({ key }) => key === 'a').length;
    expect(skewed).toBeGreaterThan(records.filter(({ key }) => key === 'a').length * 1.5);
  });
});
