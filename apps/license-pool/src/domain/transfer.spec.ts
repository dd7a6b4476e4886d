import { describe, expect, it } from '@jest/globals';
import { aKey, aLot, aPool, aPoolOf, at } from '../testing/license-pool.fixtures.js';
import { emptyPool } from './pool.js';
import { theNewPoolIsAnother, transfer } from './transfer.js';

const toKey = aKey(undefined, undefined, 'partner-silver');
const moving = (...quantities: number[]) => ({
  transferId: 'transfer-one',
  lots: quantities.map((quantity, index) => ({
    from: `lot-${index + 1}`,
    to: `new-${index + 1}`,
    quantity,
  })),
});

describe('CO-5 licences move with their client', () => {
  const expiresAt = at('2026-11-30T00:00:00Z');
  const distributorId = 'distributor-of-old';
  const before = aPool({ available: 1, assigned: 4, distributorId }, { assigned: 2, expiresAt });

  it('the old lots count transferred-out, and per old lot there is a new one, fully assigned', () => {
    const old = [
      aLot({ id: 'lot-1', available: 1, assigned: 1, transferredOut: 3, distributorId, version: 2 }),
      aLot({ id: 'lot-2', transferredOut: 2, expiresAt, version: 2 }),
    ];
    const arrived = [
      { ...aLot({ id: 'new-1', assigned: 3, distributorId }), quantity: 3 },
      { ...aLot({ id: 'new-2', assigned: 2, expiresAt }), quantity: 2 },
    ].map((lot, index) => ({
      ...lot,
      poolId: toKey.id,
      provenance: 'transfer',
      source: { transferId: 'transfer-one', lotId: `lot-${index + 1}` },
      contentHash: null,
    }));
    const pool = { ...aPoolOf(old), version: 3 };
    const outcome = transfer(before, emptyPool(toKey), moving(3, 2));
    expect(outcome).toMatchObject({
      value: {
        out: {
          state: { pool, lots: old },
          events: [
            {
              type: 'licenses-transferred',
              pool,
              lots: old,
              transferId: 'transfer-one',
              toPartnerId: 'partner-silver',
              picks: [
                { lotId: 'lot-1', quantity: 3 },
                { lotId: 'lot-2', quantity: 2 },
              ],
            },
          ],
        },
        in: { state: { lots: arrived }, events: [{ type: 'lot-added', lots: arrived }] },
      },
    });
    const come = outcome.ok ? outcome.value.in.state.pool : undefined;
    expect(come).toMatchObject({ ...toKey, quantity: 5, counts: { available: 0, assigned: 5 }, version: 1 });
  });

  it('refuses more than is assigned, and with it all', () =>
    expect(transfer(before, emptyPool(toKey), moving(4, 3))).toMatchObject({
      error: { code: 'return-not-assigned' },
    }));

  it('theNewPoolIsAnother: lets another pass, and refuses the same', () => {
    expect(theNewPoolIsAnother(before.pool, emptyPool(toKey))).toBeUndefined();
    expect(theNewPoolIsAnother(before.pool, before.pool)).toMatchObject({ code: 'transfer-to-itself' });
    expect(transfer(before, before.pool, moving(1))).toMatchObject({ error: { code: 'transfer-to-itself' } });
  });
});
