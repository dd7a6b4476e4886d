import { describe, expect, it } from '@jest/globals';
import { aService } from '../testing/a-service.js';
import { aHolder, aKey, aLot, at } from '../testing/license-pool.fixtures.js';
import { reserveLicenses } from './reserve-licenses.js';

const asking = (quantity: number, reservationId = 'reservation-one') => ({
  reservationId,
  holder: aHolder(),
  quantity,
});
const reserving = (
  service: ReturnType<typeof aService>,
  request: ReturnType<typeof asking>,
  time?: ReturnType<typeof at>,
) => service.run((collections, now) => reserveLicenses(service.key, request, collections, now), time);

describe('PO-4 licences are reserved', () => {
  it('case 1: of the last 5 licences, for two requests of 5: one wins, the other learns available: 0', () => {
    const service = aService(aLot({ available: 5 }));
    expect(reserving(service, asking(5)).result).toMatchObject({ ok: true, value: { state: 'held' } });
    const refusal = { code: 'pool-short', errors: [{ asked: 5, available: 0 }] };
    expect(reserving(service, asking(5, 'reservation-two'))).toMatchObject({
      result: { ok: false, error: refusal },
      events: [
        {
          type: 'reservation-rejected',
          key: { id: service.key.id },
          holder: aHolder(),
          quantity: 5,
          refusal,
        },
      ],
    });
    expect(service.pool()).toMatchObject({ counts: { available: 0, reserved: 5 }, version: 2 });
    expect(service.memory.all('reservations')).toHaveLength(1);
  });

  it('case 2: of 5, requests of 3 and 4: one wins, the loser is told the true remainder', () => {
    const service = aService(aLot({ available: 5 }));
    reserving(service, asking(3));
    expect(reserving(service, asking(4, 'reservation-two')).result).toMatchObject({
      error: { errors: [{ asked: 4, available: 2 }] },
    });
  });

  it('is answered alike when it comes again while it is held, and nothing more is held', () => {
    const service = aService(aLot({ available: 5 }));
    const first = reserving(service, asking(2));
    const distributorId = 'distributor-one';
    expect(first).toMatchObject({ result: { value: { granted: [{ quantity: 2, distributorId }] } } });
    const again = reserving(service, asking(2), at('2026-11-21T10:14:59.999Z'));
    expect(again).toMatchObject({ result: first.result, pool: { version: 2 }, events: [] });
    expect(service.pool()).toMatchObject({ counts: { available: 3, reserved: 2 }, version: 2 });
  });

  it('PO-5 is refused when it comes again after its end', () => {
    const service = aService(aLot({ available: 5 }));
    reserving(service, asking(2));
    expect(reserving(service, asking(2), at('2026-11-21T10:15:00Z'))).toMatchObject({
      result: { error: { code: 'reservation-over' } },
      events: [{ type: 'reservation-rejected' }],
    });
  });

  it('is refused under the id of a reservation of another pool', () => {
    const service = aService(aLot({ available: 5 }));
    reserving(service, asking(2));
    const other = aKey('patch-management');
    const outcome = service.run((all, now) => reserveLicenses(other, asking(2), all, now));
    expect(outcome.result).toMatchObject({ error: { code: 'reservation-over' } });
  });
});
