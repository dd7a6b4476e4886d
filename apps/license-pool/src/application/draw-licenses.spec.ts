import { describe, expect, it } from '@jest/globals';
import { never } from '../domain/lot.js';
import { aService } from '../testing/a-service.js';
import { aHolder, aLot, at } from '../testing/license-pool.fixtures.js';
import { drawLicenses } from './draw-licenses.js';
import { returnLicenses } from './return-licenses.js';

const periodEnd = at('2027-11-21T00:00:00Z');
const drawing = (service: ReturnType<typeof aService>, quantity: number, end = periodEnd) =>
  service.run((all, now) =>
    drawLicenses(service.key, { holder: aHolder(), quantity, periodEnd: end }, all, now),
  );
const returning = (service: ReturnType<typeof aService>, quantity: number) => {
  const request = { holder: aHolder(), picks: [{ lotId: 'lot-one', quantity }] };
  return service.run((all, now) => returnLicenses(service.key, request, all, now));
};

/** What a contract remembers of the lot (CT-1, CO-4). */
const boughtFrom = {
  purchasedAt: at('2026-11-01T00:00:00Z'),
  expiresAt: never,
  distributorId: 'distributor-one',
};

describe('CT-4 a draw', () => {
  it('assigns and gives the picks', () => {
    const service = aService(aLot({ available: 5 }));
    expect(drawing(service, 3)).toMatchObject({
      result: { ok: true, value: [{ lotId: 'lot-one', quantity: 3, ...boughtFrom }] },
      pool: { version: 2 },
      events: [{ type: 'licenses-assigned' }],
    });
    expect(service.pool()?.counts).toMatchObject({ available: 2, assigned: 3 });
  });

  it.each([
    ['pool-short', 6, periodEnd],
    ['period-over', 1, at('2026-11-21T10:00:00Z')],
  ])('refused as %s is published and changes nothing', (code, quantity, end) => {
    const service = aService(aLot({ available: 5 }));
    expect(drawing(service, quantity, end)).toMatchObject({
      result: { error: { code } },
      events: [{ type: 'reservation-rejected', quantity, refusal: { code } }],
    });
    expect(service.pool()?.version).toBe(1);
  });

  it('from a pool that nothing has entered is refused', () =>
    expect(drawing(aService(), 1)).toMatchObject({
      result: { error: { code: 'pool-short' } },
      pool: { version: 0 },
    }));
});

describe('CT-4 a return', () => {
  it('gives back in full what a draw took', () => {
    const service = aService(aLot({ available: 5 }));
    drawing(service, 3);
    expect(returning(service, 3)).toMatchObject({
      value: [{ type: 'licenses-recovered', mode: 'full' }],
    });
    expect(service.pool()).toMatchObject({ counts: { available: 5, assigned: 0 }, version: 3 });
  });

  it('of more than is assigned is refused and changes nothing', () => {
    const service = aService(aLot({ available: 5 }));
    drawing(service, 3);
    expect(returning(service, 4)).toMatchObject({ error: { code: 'return-not-assigned' } });
    expect(returning(aService(), 1)).toMatchObject({ error: { code: 'return-not-assigned' } });
    expect(service.pool()?.counts).toMatchObject({ available: 2, assigned: 3 });
  });
});
