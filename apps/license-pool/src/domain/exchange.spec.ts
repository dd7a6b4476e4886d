import { describe, expect, it } from '@jest/globals';
import { aKey, aLot, aPool, aPoolOf, anExchange, at, now } from '../testing/license-pool.fixtures.js';
import { abandon, mint, standing } from './exchange.js';

const key = aKey();
const request = {
  exchangeId: 'exchange-one',
  lotId: 'lot-of-exchange-one',
  distributorId: 'distributor-one',
  quantity: 4,
};
const tombstone = anExchange({ lotId: null });
const abandoned = {
  code: 'exchange-abandoned',
  rule: 'PT-4',
  detail: 'exchange exchange-one was given up: it will not be minted',
};

describe('PT-4 a mint', () => {
  const before = aPool({ available: 5 });

  it('adds a lot from points, which expires in 90 days (PO-2)', () => {
    const lot = aLot({
      id: request.lotId,
      provenance: 'points',
      source: { exchangeId: 'exchange-one' },
      contentHash: null,
      available: 4,
      purchasedAt: now,
      expiresAt: at('2027-02-19T00:00:00Z'),
    });
    const pool = aPoolOf([...before.lots, lot]);
    expect(mint(before.pool, undefined, request, now)).toEqual({
      ok: true,
      value: {
        state: { stock: { pool, lots: [lot] }, exchange: anExchange() },
        events: [{ type: 'lot-added', pool, lots: [lot] }],
      },
    });
  });

  it('invariant 8: minted before, it stays as it is', () =>
    expect(mint(before.pool, anExchange(), request, now)).toEqual({
      ok: true,
      value: { state: { exchange: anExchange() }, events: [] },
    }));

  it('case 19: given up, a late mint is refused', () =>
    expect(mint(before.pool, tombstone, request, now)).toEqual({ ok: false, error: abandoned }));
});

describe('PT-4 an exchange is given up', () => {
  it('with a tombstone', () =>
    expect(abandon(key, undefined, 'exchange-one')).toEqual({
      state: tombstone,
      events: [{ type: 'mint-abandoned', key, exchangeId: 'exchange-one' }],
    }));

  it('once', () => expect(abandon(key, tombstone, 'exchange-one')).toEqual({ state: tombstone, events: [] }));

  it('not when it is minted: then it is minted', () => {
    expect(abandon(key, anExchange(), 'exchange-one')).toEqual({ state: anExchange(), events: [] });
    expect(standing(anExchange())).toEqual({ ok: true, value: anExchange() });
    expect(standing(tombstone)).toEqual({ ok: false, error: abandoned });
  });
});
