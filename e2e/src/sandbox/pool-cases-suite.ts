import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { instant, plusDays, plusMs, startOfDay } from '@reservoir/kernel';
import {
  type MessageDefinition,
  commitReservation,
  licenseRefunded,
  reserveLicenses,
  toKafkaMessage,
} from '@reservoir/messages';
import { eventually, produce } from '@reservoir/testing';
import { Desk, product } from './desk.js';
import { days, played, soon, timeToPlay } from './playing.js';
import { clock, world } from './sandbox.js';

const minutes = (n: number): number => n * 60_000;

/** Publishes a command or an order as the service or shop does whose it is. */
async function publish(message: MessageDefinition, data: object): Promise<void> {
  const id = randomUUID();
  const attributes = { id, source: '/case', time: instant((await clock()).now), correlationId: id };
  await produce(world.topicPrefix + message.topic, [toKafkaMessage(message, data, attributes)]);
}

/** Holds licences as the first step of an assignment of several SKUs does. */
async function hold({ partnerId }: Desk, quantity: number, term: 'Y1' | 'M1') {
  const pool = { partnerId, sku: product, term };
  const reservationId = randomUUID();
  const holder = { assignmentId: randomUUID(), customerId: `${partnerId}-0`, contractId: randomUUID() };
  await publish(reserveLicenses, { pool, reservationId, holder, quantity });
  const periodEnd = startOfDay(plusDays(days.marchEnd, 365));
  return { commit: async () => publish(commitReservation, { pool, reservationId, holder, periodEnd }) };
}

describe('worked case 7 (PO-9): a lot expires while reserved', () => {
  it(
    'committed, it is honoured; released, it expires',
    played(async (until) => {
      const desk = await Desk.open('case-7');
      await desk.buy(10, { term: 'M1' });
      const counts = async () => desk.counts(product, 'M1');
      const expiry = startOfDay(plusDays(days.begin, 90));
      await until(plusMs(expiry, -minutes(5)));
      const committed = await hold(desk, 4, 'M1');
      await hold(desk, 3, 'M1');
      await eventually(async () => expect(await counts()).toMatchObject({ available: 3, reserved: 7 }), soon);
      await until(plusMs(expiry, minutes(1)));
      expect(await counts()).toMatchObject({ available: 0, reserved: 7, expired: 3 });
      await committed.commit();
      await eventually(async () => expect(await counts()).toMatchObject({ reserved: 3, assigned: 4 }), soon);
      await until(plusMs(expiry, minutes(15)));
      expect(await counts()).toMatchObject({ available: 0, reserved: 0, assigned: 4, expired: 6 });
    }),
    timeToPlay,
  );
});

describe('worked case 17 (PO-10): a refund of a lot of 100 with 60 assigned and 10 reserved', () => {
  it(
    'at most 30',
    played(async () => {
      const desk = await Desk.open('case-17');
      const orderId = await desk.buy(100);
      await desk.assign(60);
      await hold(desk, 10, 'Y1');
      await eventually(
        async () => expect(await desk.counts()).toMatchObject({ available: 30, reserved: 10, assigned: 60 }),
        soon,
      );
      const { partnerId } = desk;
      const refund = async (quantity: number) =>
        publish(licenseRefunded, { refundId: `refund-${quantity}`, orderId, line: '1', partnerId, quantity });
      await refund(31);
      await refund(30);
      const receipts = await eventually(async () => {
        const all = await world.receipts(partnerId, orderId, 3);
        expect(all).toHaveLength(3);
        return all;
      }, soon);
      expect(receipts).toContainEqual(
        expect.objectContaining({
          ...{ refundId: 'refund-31', outcome: 'refused' },
          reason: expect.objectContaining({
            code: 'refund-exceeds-available',
            errors: [{ asked: 31, refundable: 30 }],
          }),
        }),
      );
      expect(receipts).toContainEqual(
        expect.objectContaining({ refundId: 'refund-30', outcome: 'accepted', quantity: 30 }),
      );
      expect(await desk.counts()).toMatchObject({ available: 0, reserved: 10, assigned: 60, refunded: 30 });
    }),
    timeToPlay,
  );
});
