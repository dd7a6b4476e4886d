import { describe, expect, it } from '@jest/globals';
import { aService } from '../testing/a-service.js';
import { aLot, anExchange } from '../testing/license-pool.fixtures.js';
import { abandonMint, mintLicenses } from './mint-licenses.js';

const request = {
  exchangeId: 'exchange-one',
  lotId: 'lot-of-exchange-one',
  distributorId: 'distributor-one',
  quantity: 4,
};
const minting = (service: ReturnType<typeof aService>) =>
  service.run((all, now) => mintLicenses(service.key, request, all, now));
const abandoning = (service: ReturnType<typeof aService>) =>
  service.run((all) => abandonMint(service.key, 'exchange-one', all));

describe('PT-4 a mint', () => {
  it('adds one lot per exchange, however often it is asked (invariant 8)', () => {
    const service = aService(aLot({ available: 1 }));
    expect(minting(service)).toMatchObject({
      result: { ok: true, value: anExchange() },
      pool: { version: 2 },
      events: [{ type: 'lot-added' }],
    });
    expect(minting(service)).toMatchObject({
      result: { ok: true, value: anExchange() },
      pool: { version: 2 },
      events: [],
    });
    expect(service.pool()?.counts.available).toBe(5);
    expect(service.memory.all('exchanges')).toEqual([anExchange()]);
  });

  it('case 19: given up: tombstone, and a late mint is refused', () => {
    const service = aService();
    const refused = {
      result: { ok: false, error: { code: 'exchange-abandoned', rule: 'PT-4' } },
      pool: { version: 0 },
    };
    expect(abandoning(service)).toMatchObject({ ...refused, events: [{ type: 'mint-abandoned' }] });
    expect(minting(service)).toMatchObject({ ...refused, events: [] });
    expect(abandoning(service)).toMatchObject({ ...refused, events: [] });
    expect(service.memory.all('lots')).toEqual([]);
  });

  it('case 19: minted after all: giving up answers that it is minted', () => {
    const service = aService();
    minting(service);
    expect(abandoning(service)).toMatchObject({
      result: { ok: true, value: { lotId: 'lot-of-exchange-one' } },
      pool: { version: 1 },
      events: [],
    });
  });
});
