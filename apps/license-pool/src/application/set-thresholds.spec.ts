import { describe, expect, it } from '@jest/globals';
import type { LicensePoolEvent } from '../domain/license-pool.events.js';
import type { LowMark } from '../domain/stock-level.js';
import { aService } from '../testing/a-service.js';
import { aHolder, aKey, aLot, at } from '../testing/license-pool.fixtures.js';
import { aPurchase } from '../testing/requests.fixtures.js';
import { creditPurchase } from './credit-purchase.js';
import { drawLicenses } from './draw-licenses.js';
import { setThresholds } from './set-thresholds.js';

const at20: LowMark = { unit: 'licences', value: 20 };
const setting = (service: ReturnType<typeof aService>, ...marks: LowMark[]) =>
  service.run((all, now) => setThresholds(service.key, marks, all, now));
const drawing = (service: ReturnType<typeof aService>, quantity: number): readonly LicensePoolEvent[] => {
  const request = { holder: aHolder(), quantity, periodEnd: at('2099-01-01T00:00:00Z') };
  return service.run((all, now) => drawLicenses(service.key, request, all, now)).events;
};

describe('PO-11 thresholds of a pool', () => {
  it('are set in place of those that it had', () => {
    const service = aService(aLot({ available: 30 }));
    const thresholds = [{ ...at20, armed: true }];
    expect(setting(service, at20)).toMatchObject({
      result: { ok: true },
      pool: { level: { thresholds }, version: 2 },
      events: [{ type: 'thresholds-changed', lots: [], pool: { version: 2 } }],
    });
    setting(service);
    expect(service.pool()?.level.thresholds).toEqual([]);
    expect(service.pool()?.counts.available).toBe(30);
  });

  it('cannot be set where nothing has entered', () =>
    expect(setting(aService(), at20)).toMatchObject({
      result: { error: { code: 'unknown-pool' } },
      events: [],
    }));

  it('give one notice per downward crossing, right behind what made it so', () => {
    const service = aService(aLot({ available: 30 }));
    setting(service, at20);
    expect(drawing(service, 10)).toMatchObject([{ type: 'licenses-assigned' }]);
    expect(drawing(service, 1)).toMatchObject([
      { type: 'licenses-assigned', pool: { version: 4, level: { thresholds: [{ armed: false }] } } },
      { type: 'pool-ran-low', pool: { version: 4 }, threshold: { ...at20, licences: 20 } },
    ]);
    expect(drawing(service, 5)).toMatchObject([{ type: 'licenses-assigned' }]);
  });

  it('are armed again by what is bought', () => {
    const service = aService(aLot({ available: 20 }));
    setting(service, at20);
    drawing(service, 1);
    const buying = (quantity: number, orderId: string) =>
      service.run((all, now) => creditPurchase(aPurchase({ quantity, orderId }), all, now));
    buying(2, 'order-two');
    expect(drawing(service, 2)).toHaveLength(1);
    buying(3, 'order-three'); // 22
    expect(drawing(service, 3).map(({ type }) => type)).toEqual(['licenses-assigned', 'pool-ran-low']);
  });

  it('are of this pool alone', () => {
    const service = aService(aLot({ available: 30 }));
    setting(service, at20);
    expect(service.memory.all('pools').map(({ id }) => id)).toEqual([aKey().id]);
  });
});
