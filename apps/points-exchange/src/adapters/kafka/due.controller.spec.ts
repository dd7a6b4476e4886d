import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { lotIdOf } from '../../domain/grant.js';
import { exchangeDesk, exchangeId, giveUpAfterMs, order, pool } from '../../testing/exchange-desk.js';
import { at, midnight, noon } from '../../testing/points.fixtures.js';

const here = exchangeDesk();

describe('what time makes due', () => {
  it('PT-4 give-up-exchange asks the pool to abandon it, once for each deadline', async () => {
    await here.desk.accept();
    const command = { partnerId: 'partner-gold', exchangeId, deadline: plusMs(noon, giveUpAfterMs) };
    const send = (now: typeof noon) => here.desk.giveUp(command, now);
    expect(send(at('12:04:59.999'))).toEqual([]);
    expect(send(at('12:05:00'))).toMatchObject([
      { type: 'reservoir.license-pool.abandon-mint.v1', data: { pool, exchangeId } },
    ]);
    expect(send(at('12:05:00'))).toEqual([]);
  });

  it('PT-5 expire-points expires what is over, and a second one nothing', () => {
    const command = { partnerId: 'partner-gold', lotId: lotIdOf(order), expiresAt: midnight('2027-03-31') };
    const send = (now: typeof noon) => here.desk.expire(command, now);
    expect(send(plusMs(command.expiresAt, -1))).toEqual([]);
    expect(send(midnight('2027-04-02'))).toMatchObject([
      {
        type: 'reservoir.points-exchange.points-expired.v1',
        sequence: 2,
        data: {
          account: { available: 0 },
          transaction: { kind: 'expire', at: midnight('2027-03-31') },
          lots: [{ remaining: 0, expired: 1000 }],
        },
      },
    ]);
    expect(send(midnight('2027-04-02'))).toEqual([]);
  });

  it('PT-8 notify-expiring-points tells of what is left, once for each of 60, 30 and 7 days', () => {
    const lotId = lotIdOf(order);
    const send = (day: string, now = midnight(day)) =>
      here.desk.notify({ partnerId: 'partner-gold', lotId, noticeAt: midnight(day) }, now);
    expect(send('2027-01-30', plusMs(midnight('2027-01-30'), -1))).toEqual([]);
    expect(send('2027-01-30')).toMatchObject([
      {
        type: 'reservoir.points-exchange.points-expiring.v1',
        key: 'partner-gold',
        data: { lotId, points: 1000, daysBefore: 60, expiresAt: midnight('2027-03-31') },
      },
    ]);
    expect(send('2027-01-30')).toEqual([]);
    expect(send('2027-03-01')).toMatchObject([{ data: { daysBefore: 30 } }]);
    expect(send('2027-03-24')).toMatchObject([{ data: { daysBefore: 7 } }]);
    expect(send('2027-03-24')).toEqual([]);
  });
});
