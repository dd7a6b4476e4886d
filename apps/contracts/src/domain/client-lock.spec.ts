import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { noon } from '../testing/contracts.fixtures.js';
import { type ClientLock, lock } from './client-lock.js';
import { type Client, newClient } from './client.js';

const wanted: ClientLock = { transferId: 'transfer-1', partnerId: 'partner-gold', companyVersion: 4 };
const holding = (end: string): Client => ({
  ...newClient('customer-one'),
  claims: [
    {
      familyId: 'endpoint',
      mode: 'commercial',
      product: 'endpoint-security',
      protectionModel: 'secure',
      contracts: [{ id: 'c-1', kind: 'product', sku: 'endpoint-security:secure', end: utcDay(end) }],
    },
  ],
});

describe('CO-5 locking a client that moves to another partner', () => {
  it('locks one that has nothing', () =>
    expect(lock(newClient('customer-one'), wanted, noon)).toMatchObject({
      value: { lock: wanted, version: 1 },
    }));

  it('the same lock again changes nothing', () => {
    const locked = { ...newClient('customer-one'), lock: wanted };
    expect(lock(locked, wanted, noon)).toEqual({ ok: true, value: locked });
  });

  it('refused with live contracts, and says which', () =>
    expect(lock(holding('2026-11-22'), wanted, noon)).toMatchObject({
      error: { code: 'customer-has-contracts', rule: 'CO-5', errors: [{ contractId: 'c-1' }] },
    }));

  it('CT-8 contracts whose end has passed do not count', () =>
    expect(lock(holding('2026-11-21'), wanted, noon).ok).toBe(true));

  it('refused while an operation is in flight', () =>
    expect(
      lock(
        { ...newClient('customer-one'), inFlight: [{ familyId: 'endpoint', operationId: 'o-1' }] },
        wanted,
        noon,
      ),
    ).toMatchObject({ error: { code: 'operation-in-flight', rule: 'CO-5' } }));
});
