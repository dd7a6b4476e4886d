import { describe, expect, it } from '@jest/globals';
import { aService } from '../testing/a-service.js';
import { aKey, aLot } from '../testing/license-pool.fixtures.js';
import { transferLicenses } from './transfer-licenses.js';

const to = aKey(undefined, undefined, 'partner-silver');
const transferring = (
  service: ReturnType<typeof aService>,
  quantity: number,
  transferId = 'transfer-one',
) => {
  const lots = [{ from: 'lot-one', to: `${transferId} of lot-one`, quantity }];
  return service.run((all, now) =>
    transferLicenses({ from: service.key, to }, { transferId, lots }, all, now),
  );
};

describe('CO-5 a transfer of licences', () => {
  it('changes both pools at once', () => {
    const service = aService(aLot({ available: 1, assigned: 4 }));
    expect(transferring(service, 4)).toMatchObject({
      value: {
        from: { version: 2 },
        to: { ...to, version: 1 },
        events: [
          { type: 'licenses-transferred', toPartnerId: 'partner-silver', pool: { version: 2 } },
          { type: 'lot-added', pool: { id: to.id, version: 1 } },
        ],
      },
    });
    expect(service.pool()?.counts).toMatchObject({ available: 1, assigned: 0, transferredOut: 4 });
    expect(service.run(({ pools }) => pools.find(to.id))?.counts).toMatchObject({
      available: 0,
      assigned: 4,
    });
    expect(service.lot('transfer-one of lot-one')).toMatchObject({
      provenance: 'transfer',
      source: { transferId: 'transfer-one', lotId: 'lot-one' },
      distributorId: 'distributor-one',
      purchasedAt: '2026-11-01T00:00:00.000Z',
      quantity: 4,
      counts: { assigned: 4 },
    });
  });

  it('makes one lot per transfer and old lot: again changes nothing (invariant 8)', () => {
    const service = aService(aLot({ assigned: 4 }));
    transferring(service, 3);
    expect(transferring(service, 3)).toMatchObject({
      value: { from: { version: 2 }, to: { version: 1 }, events: [] },
    });
    transferring(service, 1, 'transfer-two');
    expect(service.memory.all('lots').map(({ quantity }) => quantity)).toEqual([4, 3, 1]);
    expect(service.pool()?.counts).toMatchObject({ assigned: 0, transferredOut: 4 });
  });

  it('of more than is assigned is refused, and both pools stay as they were', () => {
    const service = aService(aLot({ available: 9, assigned: 4 }));
    expect(transferring(service, 5)).toMatchObject({ error: { code: 'return-not-assigned' } });
    expect(service.memory.all('lots')).toHaveLength(1);
    expect(service.memory.all('pools')).toMatchObject([{ id: service.key.id, version: 1 }]);
  });
});
