import { describe, expect, it } from '@jest/globals';
import { aLot, aPoolOf, anExchange, now } from '../testing/license-pool.fixtures.js';
import { takeBack } from './reversal.js';

const asking = (quantity: number) => ({ reversalId: 'reversal-one', exchangeId: 'exchange-one', quantity });

describe('PT-6 a reversal in the pool', () => {
  const lot = aLot({ available: 30, reserved: 10, assigned: 60 });
  const pool = aPoolOf([lot]);
  const minted = { exchange: anExchange({ lotId: lot.id, poolId: pool.id }), lot };

  it('takes unassigned licences back: they count as refunded', () => {
    const lots = [aLot({ available: 0, reserved: 10, assigned: 60, refunded: 30, version: 2 })];
    const after = { ...aPoolOf(lots), version: 2 };
    expect(takeBack(pool, minted, asking(30), now)).toEqual({
      ok: true,
      value: {
        state: { pool: after, lots },
        events: [{ type: 'licenses-refunded', pool: after, lots, refundId: 'reversal-one', quantity: 30 }],
      },
    });
  });

  it('takes none when fewer are unassigned, and says how many are', () =>
    expect(takeBack(pool, minted, asking(31), now)).toMatchObject({
      error: { code: 'reversal-exceeds-available', rule: 'PT-6', errors: [{ asked: 31, reversible: 30 }] },
    }));

  it.each([
    ['was never minted', { ...minted, exchange: undefined }],
    ['was given up', { ...minted, exchange: anExchange({ lotId: null }) }],
    ['is of another pool', { ...minted, exchange: anExchange({ poolId: 'another' }) }],
  ])('takes none of an exchange that %s', (_, of) =>
    expect(takeBack(pool, of, asking(1), now)).toMatchObject({ error: { code: 'exchange-not-minted' } }),
  );
});
