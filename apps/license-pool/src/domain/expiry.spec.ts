import { describe, expect, it } from '@jest/globals';
import { aLot, aPoolOf, at, justBefore } from '../testing/license-pool.fixtures.js';
import { expire } from './expiry.js';

const expiresAt = at('2026-11-21T00:00:00Z');
const lot = aLot({ available: 3, reserved: 2, assigned: 1, expiresAt });
const pool = aPoolOf([lot]);

describe('PO-2 a lot expires', () => {
  it('what is available does; what is reserved survives (PO-9)', () => {
    const lots = [aLot({ expired: 3, reserved: 2, assigned: 1, expiresAt, version: 2 })];
    const after = { ...aPoolOf(lots), version: 2 };
    expect(expire(pool, lot, expiresAt)).toEqual({
      state: { pool: after, lots },
      events: [{ type: 'lot-expired', pool: after, lots }],
    });
  });

  it('not before its time', () => expect(expire(pool, lot, justBefore(expiresAt)).events).toEqual([]));

  it('once', () => {
    const { state } = expire(pool, lot, expiresAt);
    expect(expire(state.pool, state.lots[0]!, expiresAt).events).toEqual([]);
  });
});
