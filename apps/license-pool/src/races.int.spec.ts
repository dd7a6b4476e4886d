import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor, instant } from '@reservoir/kernel';
import {
  type MessageDefinition,
  assortmentChanged,
  commitRefused,
  companyCreated,
  drawLicenses,
  drawRefused,
  licenseOrderReceipt,
  licensePurchased,
  licenseRefunded,
  licensesDrawn,
  lotAdded,
  reservationAccepted,
  reservationRefused,
  reserveLicenses,
  toKafkaMessage,
} from '@reservoir/messages';
import {
  type Tap,
  type TestMongo,
  connectMongo,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import { ServiceProcess, arrived } from '@reservoir/testing/service-process';
import type { Lot } from './domain/lot.js';

const { prefix } = uniqueNames(import.meta.url);
const partitions = 3;
const rounds = Array.from({ length: 50 }, (_, n) => n);
const partnerId = 'partner-gold';
const distributorId = 'distributor-one';
const term = 'Y1';
const inTime = { timeoutMs: 60_000 };
const topics = ['orders.v1', 'orders.receipts.v1', 'license-pool.commands.v1', 'license-pool.events.v1'];
const facts = ['companies.events.v1', 'catalog.events.v1'];
const others = ['contracts.commands.v1', 'points-exchange.commands.v1', 'operations.v1', 'orders.v1.dlq'];

let service: ServiceProcess;
let tap: Tap;
let mongo: TestMongo;

/** A pool for each round of each race. */
const skuOf = (race: string, round: number): string => `${race}-${round}`;
const skus = ['last', 'refund'].flatMap((race) => rounds.map((round) => skuOf(race, round)));
const orderOf = (sku: string) => ({ orderId: sku, line: '1' });
const lotIdOf = (sku: string): string => idFor('purchase', sku, '1');

const record = (message: MessageDefinition, data: object) => {
  const id = idFor(message.type, JSON.stringify(data));
  return toKafkaMessage(message, data, {
    id,
    source: '/test',
    time: instant('2026-11-21T10:00:00Z'),
    correlationId: id,
  });
};
const publish = (message: MessageDefinition, data: readonly object[]): Promise<void> =>
  produce(
    `${prefix}.${message.topic}`,
    data.map((one) => record(message, one)),
  );

beforeAll(async () => {
  await createTopics(
    [...topics, ...facts, ...others].map((topic) => ({ topic: `${prefix}.${topic}`, partitions })),
  );
  tap = await tapTopics(...[...topics, ...others].map((topic) => `${prefix}.${topic}`));
  mongo = await connectMongo(`${prefix}_license_pool`);
  const partner = { id: partnerId, type: 'partner', name: 'Gold', parentId: distributorId, tier: null };
  const place = { pointsProgramme: false, ancestors: [distributorId], distributorId, version: 1 };
  await publish(companyCreated, [{ ...partner, ...place }]);
  const offers = skus.map((sku) => ({ sku, terms: [term] }));
  await publish(assortmentChanged, [{ body: { distributorId, offers }, version: 1 }]);
  service = await ServiceProcess.start({
    main: fileURLToPath(new URL('main.ts', import.meta.url)),
    prefix,
    partitions,
  });
  const line = { distributorId, partnerId, term, quantity: 5, purchasedAt: '2026-11-20T00:00:00Z' };
  await publish(
    licensePurchased,
    skus.map((sku) => ({ ...orderOf(sku), ...line, sku })),
  );
  await eventually(() => expect(arrived(tap, lotAdded)).toHaveLength(skus.length), inTime);
}, 120_000);

afterAll(async () => {
  await service.stop();
  await tap.close();
  await mongo.drop();
  await deleteTopics(prefix);
}, 60_000);

const poolOf = (sku: string) => ({ partnerId, sku, term }) as const;
const holderOf = (sku: string, who: string) => ({
  assignmentId: `${sku} ${who}`,
  customerId: `customer-${who}`,
  contractId: `${sku} ${who}`,
});

/** What has the pool of a round in it. */
const of =
  (sku: string) =>
  ({ pool }: { readonly pool: { readonly sku: string } }): boolean =>
    pool.sku === sku;

const lotsNow = async (race: string): Promise<Lot[]> => {
  const ids = rounds.map((round) => `lot/${lotIdOf(skuOf(race, round))}`);
  const aggregates = mongo.connection.getClient().db(mongo.connection.name).collection('aggregates');
  return (await aggregates.find({ _id: { $in: ids } } as object).toArray()) as unknown as Lot[];
};

/** Invariant 1, and nothing but the outcome of one contestant. */
function expectWhole(lots: readonly Lot[], won: readonly ('assigned' | 'reserved' | 'refunded')[]): void {
  expect(lots).toHaveLength(rounds.length);
  for (const { counts, quantity } of lots) {
    const values = Object.values(counts) as number[];
    expect(values.reduce((sum, count) => sum + count, 0)).toBe(quantity);
    expect(won.filter((count) => counts[count] === 5)).toHaveLength(1);
    expect(counts.available).toBe(0);
  }
}

describe('races, 50 rounds each', () => {
  it('PO-4, case 1: the last 5 licences, a draw and a reservation of 5: one wins, the other learns available: 0', async () => {
    const asked = rounds.map((round) => skuOf('last', round));
    const periodEnd = '2099-01-01T00:00:00Z';
    await Promise.all(
      asked.flatMap((sku) => [
        publish(drawLicenses, [
          { pool: poolOf(sku), holder: holderOf(sku, 'draws'), quantity: 5, periodEnd },
        ]),
        publish(reserveLicenses, [
          { pool: poolOf(sku), holder: holderOf(sku, 'reserves'), quantity: 5, reservationId: sku },
        ]),
      ]),
    );
    await eventually(() => {
      for (const sku of asked) {
        const won = [licensesDrawn, reservationAccepted].flatMap((message) =>
          arrived(tap, message).filter(of(sku)),
        );
        const lost = [drawRefused, reservationRefused].flatMap((message) =>
          arrived(tap, message).filter(of(sku)),
        );
        expect([won.length, lost.length]).toEqual([1, 1]);
        expect(lost[0]?.refusal).toMatchObject({ code: 'pool-short', errors: [{ asked: 5, available: 0 }] });
      }
    }, inTime);
    expectWhole(await lotsNow('last'), ['assigned', 'reserved']);
  }, 120_000);

  it('PO-10: a refund on one topic against a reservation on another: one wins, the loser is told why', async () => {
    const asked = rounds.map((round) => skuOf('refund', round));
    await Promise.all([
      publish(
        licenseRefunded,
        asked.map((sku) => ({ refundId: sku, ...orderOf(sku), partnerId, quantity: 5 })),
      ),
      publish(
        reserveLicenses,
        asked.map((sku) => ({
          pool: poolOf(sku),
          holder: holderOf(sku, 'r'),
          quantity: 5,
          reservationId: sku,
        })),
      ),
    ]);
    const receiptOf = (sku: string) =>
      arrived(tap, licenseOrderReceipt).filter(({ refundId }) => refundId === sku);
    await eventually(() => {
      for (const sku of asked) {
        const held = arrived(tap, reservationAccepted).filter(of(sku));
        const short = arrived(tap, reservationRefused).filter(of(sku));
        const [receipt] = receiptOf(sku);
        expect(held.length + short.length).toBe(1);
        expect(receipt?.outcome).toBe(held.length === 1 ? 'refused' : 'accepted');
        if (held.length === 1)
          expect(receipt?.reason).toMatchObject({ errors: [{ asked: 5, refundable: 0 }] });
        else
          expect(short[0]?.refusal).toMatchObject({
            code: 'pool-short',
            errors: [{ asked: 5, available: 0 }],
          });
      }
    }, inTime);
    expectWhole(await lotsNow('refund'), ['reserved', 'refunded']);
    expect(arrived(tap, commitRefused)).toEqual([]);
  }, 120_000);
});
