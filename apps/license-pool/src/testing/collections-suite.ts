import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import type { Needs } from '@reservoir/messaging';
import type { Collections } from '../application/collections.js';
import { commitReservation } from '../application/commit-reservation.js';
import { drawLicenses } from '../application/draw-licenses.js';
import { mintLicenses } from '../application/mint-licenses.js';
import { refundPurchase } from '../application/refund-purchase.js';
import { recoverLicenses } from '../application/recover-licenses.js';
import { releaseReservation } from '../application/release-reservation.js';
import { reserveLicenses } from '../application/reserve-licenses.js';
import { returnLicenses } from '../application/return-licenses.js';
import { setThresholds } from '../application/set-thresholds.js';
import type { Lot } from '../domain/lot.js';
import type { Pool } from '../domain/pool.js';
import { aHolder, aKey, aLot, aPoolOf, aReservation, anExchange, at, now } from './license-pool.fixtures.js';
import { aRefund } from './requests.fixtures.js';

/** Loads what the needs name, decides, and saves, as one unit; again when others wrote in between. */
export type CollectionsUnitOfWork = <T>(
  needs: Needs,
  now: Instant,
  decide: (collections: Collections) => T,
) => Promise<T>;

const names = [
  ...(['pools', 'lots', 'reservations', 'recoveries', 'exchanges'] as const),
  ...(['refunds', 'reversals', 'partners', 'assortments', 'retirements'] as const),
];
const key = aKey();
const periodEnd = at('2027-11-21T00:00:00Z');
const drawing = (quantity: number): Needs => ({ pools: [key.id], draws: [{ poolId: key.id, quantity }] });
const reserving = (reservationId: string, quantity: number): Needs => ({
  ...drawing(quantity),
  holdings: [reservationId],
});
const holding = (reservationId: string): Needs => ({ pools: [key.id], holdings: [reservationId] });

/** What every implementation of the ports does. Each test gets collections of its own. */
export function collectionsSuite(
  name: string,
  begin: () => CollectionsUnitOfWork | Promise<CollectionsUnitOfWork>,
): void {
  describe(`collections in ${name}`, () => {
    let run: CollectionsUnitOfWork;
    beforeEach(async () => {
      run = await begin();
    });

    const given = (lots: readonly Lot[]) =>
      run({ pools: [key.id], lots: lots.map(({ id }) => id) }, now, ({ pools, lots: kept }) => {
        pools.save({ ...aPoolOf(lots, key), version: 1 });
        for (const lot of lots) kept.save(lot);
      });
    const stock = (...ids: string[]): Promise<{ pool: Pool | undefined; lots: (Lot | undefined)[] }> =>
      run({ pools: [key.id], lots: ids }, now, ({ pools, lots }) => ({
        pool: pools.find(key.id),
        lots: ids.map((id) => lots.find(id)),
      }));
    const draw = (quantity: number, contractId = 'contract-one') =>
      run(drawing(quantity), now, (collections) =>
        drawLicenses(key, { holder: aHolder(contractId), quantity, periodEnd }, collections, now),
      );
    const reserve = (reservationId: string, quantity: number) =>
      run(reserving(reservationId, quantity), now, (collections) =>
        reserveLicenses(key, { reservationId, holder: aHolder(reservationId), quantity }, collections, now),
      );

    it('gives nothing for an id that nobody has', async () => {
      const needs = Object.fromEntries(names.map((name) => [name, ['x']]));
      const found = await run(needs, now, (all) => names.map((name) => all[name].find('x')));
      expect(found).toEqual(names.map(() => undefined));
    });

    it('gives back the whole state that was saved', async () => {
      const lot = aLot({ available: 3, assigned: 2, expiresAt: at('2027-02-19T00:00:00Z') });
      const refund = { id: 'refund-one', contentHash: 'hash', lotId: lot.id, quantity: 1, version: 1 };
      const ids = { reservations: ['reservation-one'], exchanges: ['exchange-one'], refunds: ['refund-one'] };
      await given([lot]);
      await run(ids, now, ({ reservations, exchanges, refunds }) => {
        reservations.save(aReservation());
        exchanges.save(anExchange());
        refunds.save(refund);
      });
      expect(await stock(lot.id)).toEqual({ pool: aPoolOf([lot]), lots: [lot] });
      const found = await run(ids, now, ({ reservations, exchanges, refunds }) => ({
        reservation: reservations.find('reservation-one'),
        exchange: exchanges.find('exchange-one'),
        refund: refunds.find('refund-one'),
      }));
      expect(found).toMatchObject({ reservation: aReservation(), exchange: anExchange(), refund });
    });

    it('PO-4 gives the open lots in draw order: earliest expiry, none last, then oldest purchase, then id', async () => {
      const later = at('2026-11-02T00:00:00Z');
      await given([
        aLot({ id: 'e', available: 1, purchasedAt: later }),
        aLot({ id: 'd', available: 1 }),
        aLot({ id: 'c', available: 1 }),
        aLot({ id: 'b', available: 1, expiresAt: at('2027-01-02T00:00:00Z') }),
        aLot({ id: 'a', available: 1, expiresAt: at('2027-01-01T00:00:00Z'), purchasedAt: later }),
        aLot({ id: 'empty', assigned: 1 }),
        aLot({ id: 'over', available: 1, expiresAt: now }),
        aLot({ id: 'other', available: 1, poolId: 'partner-gold:patch-management:Y1' }),
      ]);
      const drawn = await draw(5);
      expect(drawn.result).toMatchObject({ ok: true });
      expect(drawn.result.ok && drawn.result.value.map(({ lotId }) => lotId)).toEqual([
        'a',
        'b',
        'c',
        'd',
        'e',
      ]);
    });

    it('PO-4 names the true remainder, without what is over', async () => {
      await given([
        aLot({ id: 'over', available: 30, expiresAt: now }),
        aLot({ id: 'one', available: 12 }),
        aLot({ id: 'two', available: 8 }),
      ]);
      expect((await draw(25)).result).toMatchObject({ error: { errors: [{ asked: 25, available: 20 }] } });
    });

    it('a draw sees what the same unit drew, added and returned before it', async () => {
      await given([aLot({ id: 'one', available: 2 }), aLot({ id: 'two', assigned: 3 })]);
      const needs = {
        ...drawing(2),
        ...{ draws: [2, 5, 1].map((quantity) => ({ poolId: key.id, quantity })) },
      };
      const outcomes = await run({ ...needs, lots: ['two'], exchanges: ['exchange-one'] }, now, (all) => {
        const drawn = [drawLicenses(key, { holder: aHolder(), quantity: 2, periodEnd }, all, now)];
        returnLicenses(key, { holder: aHolder(), picks: [{ lotId: 'two', quantity: 3 }] }, all, now);
        const mint = { exchangeId: 'exchange-one', lotId: 'minted', distributorId: 'd', quantity: 2 };
        mintLicenses(key, mint, all, now);
        drawn.push(drawLicenses(key, { holder: aHolder(), quantity: 5, periodEnd }, all, now));
        drawn.push(drawLicenses(key, { holder: aHolder(), quantity: 1, periodEnd }, all, now));
        return drawn.map(({ result }) =>
          result.ok ? result.value.map(({ lotId, quantity }) => ({ lotId, quantity })) : result.error.errors,
        );
      });
      expect(outcomes).toEqual([
        [{ lotId: 'one', quantity: 2 }],
        [
          { lotId: 'minted', quantity: 2 },
          { lotId: 'two', quantity: 3 },
        ],
        [{ sku: key.sku, asked: 1, available: 0 }],
      ]);
      expect((await stock('one', 'two', 'minted')).lots.map((lot) => lot?.counts.available)).toEqual([
        0, 0, 0,
      ]);
    });

    it('PO-5 a reservation is made, committed, and gone for every other commit', async () => {
      await given([aLot({ id: 'lot-1', available: 5 })]);
      await reserve('reservation-one', 5);
      const commit = () =>
        run(holding('reservation-one'), now, (all) =>
          commitReservation(key, { reservationId: 'reservation-one', periodEnd }, all, now),
        );
      expect((await commit()).result).toMatchObject({ ok: true, value: [{ lotId: 'lot-1', quantity: 5 }] });
      expect((await commit()).result).toMatchObject({ error: { code: 'reservation-over' } });
      expect(await stock('lot-1')).toMatchObject({
        pool: { counts: { assigned: 5 } },
        lots: [{ version: 3 }],
      });
    });

    it('PO-5 reserved, released and reserved again in one unit', async () => {
      await given([aLot({ id: 'lot-1', available: 5 })]);
      const needs = { ...reserving('one', 5), holdings: ['one'] };
      await run({ ...needs, reservations: ['one', 'two'] }, now, (all) => {
        reserveLicenses(key, { reservationId: 'one', holder: aHolder(), quantity: 5 }, all, now);
        releaseReservation(key, 'one', all, now);
        reserveLicenses(key, { reservationId: 'two', holder: aHolder(), quantity: 4 }, all, now);
      });
      expect(await stock('lot-1')).toMatchObject({
        lots: [{ counts: { available: 1, reserved: 4 }, version: 4 }],
      });
    });

    it('PO-6 remembers a recovery, and keeps the level of the stock (PO-11)', async () => {
      await given([aLot({ id: 'lot-1', available: 5, assigned: 5 })]);
      const needs = { pools: [key.id], recoveries: ['recovery-one'], lots: ['lot-1'] };
      const picks = [{ lotId: 'lot-1', quantity: 2 }];
      const request = { recoveryId: 'recovery-one', holder: aHolder(), back: picks, retired: picks };
      const recover = () => run(needs, now, (all) => recoverLicenses(key, request, all, now));
      await run({ pools: [key.id] }, now, (all) =>
        setThresholds(key, [{ unit: 'percent', value: 50 }], all, now),
      );
      await recover();
      expect(await recover()).toMatchObject({ value: { events: [] } });
      expect(await stock('lot-1')).toMatchObject({
        pool: {
          counts: { available: 7, assigned: 1, retired: 2 },
          level: {
            peaks: [{ day: '2026-11-21', available: 7 }],
            thresholds: [{ unit: 'percent', value: 50, armed: true }],
          },
        },
      });
    });

    it('PO-10 finds the pool of an order line', async () => {
      const { lotId } = aRefund();
      await given([aLot({ id: lotId, available: 5 })]);
      const needs = { refunds: ['refund-one'], orderLines: [lotId] };
      await run(needs, now, (all) => refundPurchase(aRefund({ quantity: 2 }), all, now));
      expect(await stock(lotId)).toMatchObject({ pool: { counts: { available: 3, refunded: 2 } } });
    });

    it('PO-4 20 parallel reservations of the last licence: one wins', async () => {
      await given([aLot({ id: 'lot-1', available: 1 })]);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) => reserve(`reservation-${n}`, 1)),
      );
      expect(outcomes.filter(({ result }) => result.ok)).toHaveLength(1);
      for (const { result } of outcomes.filter((outcome) => !outcome.result.ok))
        expect(result).toMatchObject({ error: { code: 'pool-short', errors: [{ asked: 1, available: 0 }] } });
      expect(await stock('lot-1')).toMatchObject({
        pool: { counts: { available: 0, reserved: 1 }, version: 2 },
        lots: [{ counts: { available: 0, reserved: 1 } }],
      });
    });

    it('a refusal leaves nothing behind', async () => {
      const lot = aLot({ id: 'lot-1', available: 5 });
      await given([lot]);
      expect((await reserve('refused', 6)).result.ok).toBe(false);
      expect((await draw(6)).result.ok).toBe(false);
      expect(await stock('lot-1')).toEqual({ pool: aPoolOf([lot]), lots: [lot] });
      const kept = await run({ reservations: ['refused'] }, now, (all) => all.reservations.find('refused'));
      expect(kept).toBeUndefined();
    });
  });
}
