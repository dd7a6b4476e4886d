import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { aContract } from '../testing/a-contract.js';
import { aPartner, anAssortment } from '../testing/contracts.fixtures.js';
import { type ClientLock, everySkuIsSold, handedOver, nothingIsInFlight } from './client-lock.js';
import { type Client, newClient } from './client.js';
import type { Period } from './contract.js';

const client = newClient('customer-one');
const to = { ...aPartner, id: 'partner-two', distributorId: 'distributor-two' };
const selling = (...skus: string[]) => ({ ...anAssortment, offers: skus.map((sku) => ({ sku, terms: [] })) });
const contract = aContract();
const [present] = contract.periods;
const lock: ClientLock = {
  transferId: 'transfer-1',
  partnerId: 'partner-gold',
  companyVersion: 4,
  awaiting: ['a', 'b'],
  pools: [],
};

describe('CO-5 before a client moves', () => {
  it('nothing of it may be in flight, in any family', () => {
    expect(nothingIsInFlight(client)).toBeUndefined();
    const busy: Client = { ...client, inFlight: [{ familyId: 'email', operationId: 'o-1' }] };
    expect(nothingIsInFlight(busy)).toMatchObject({ code: 'operation-in-flight', rule: 'CO-5' });
  });

  it('the distributor of the new parent sells every SKU in use', () => {
    expect(everySkuIsSold([contract], to, selling(present.sku))).toBeUndefined();
    expect(everySkuIsSold([contract], to, selling('another'))).toMatchObject({
      code: 'skus-not-sold',
      rule: 'CO-3',
      errors: [{ sku: present.sku }],
    });
    expect(everySkuIsSold([contract], to, undefined)?.code).toBe('skus-not-sold');
  });

  it('what begins later counts, trials do not: they end', () => {
    const future: Period = {
      ...present,
      sku: 'edr-standalone',
      start: present.end,
      end: utcDay('2028-11-21'),
    };
    const scheduled = { ...contract, periods: [present, future] as const };
    expect(everySkuIsSold([scheduled], to, selling(present.sku))?.errors).toEqual([
      { sku: 'edr-standalone' },
    ]);
    expect(everySkuIsSold([{ ...contract, mode: 'trial' }], to, undefined)).toBeUndefined();
  });
});

describe('CO-5 while pools hand over', () => {
  const flights = [
    { familyId: 'endpoint', operationId: 'transfer-1' },
    { familyId: 'email', operationId: 'transfer-1' },
  ];
  const moving: Client = { ...client, version: 7, inFlight: flights, lock };
  const pool = { partnerId: 'partner-gold', sku: present.sku, term: 'Y1' } as const;

  it('the client stays in flight until the last one has', () => {
    const first = handedOver(moving, { id: 'a', pools: [{ pool, version: 3 }] });
    expect(first).toMatchObject({ version: 8, inFlight: flights, lock: { awaiting: ['b'] } });
    const second = handedOver(first, { id: 'b', pools: [{ pool, version: 4 }] });
    expect(second).toMatchObject({ version: 9, inFlight: [], lock: { awaiting: [] } });
    expect(second.lock?.pools).toHaveLength(2);
  });

  it('an answer that comes twice changes nothing', () => {
    const first = handedOver(moving, { id: 'a', pools: [] });
    expect(handedOver(first, { id: 'a', pools: [] })).toBe(first);
  });
});
