import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Instant, idFor } from '@reservoir/kernel';
import {
  type MessageDefinition,
  abandonMint,
  commitReservation,
  drawLicenses,
  expireLot,
  expireReservation,
  mintLicenses,
  releaseReservation,
  reserveLicenses,
  returnLicenses,
} from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { Collections } from '../../application/collections.js';
import type { Lot } from '../../domain/lot.js';
import { aHolder, aLot, aPoolOf, at, justBefore, now } from '../../testing/license-pool.fixtures.js';
import { MemoryCollections } from '../../testing/memory-collections.js';
import { publishedBy, recordContext } from '../../testing/record-context.js';
import { DrawsController } from './draws.controller.js';
import { ExchangesController } from './exchanges.controller.js';
import { ReservationsController } from './reservations.controller.js';

const pool = { partnerId: 'partner-gold', sku: 'endpoint-security:secure-plus', term: 'Y1' as const };
const poolId = 'partner-gold:endpoint-security:secure-plus:Y1';
const holder = aHolder();
const reservationId = 'reservation-one';
const deadline = at('2026-11-21T10:15:00Z');
const periodEnd = '2027-11-21T00:00:00Z';

let collections: Collections;
let draws: DrawsController;
let reservations: ReservationsController;
let exchanges: ExchangesController;

/** The pool holds this lot; every record of a test is of one chunk. */
function given(lot: Lot): void {
  collections.pools.save(aPoolOf([lot]));
  collections.lots.save(lot);
}

beforeEach(() => {
  ({ collections } = new MemoryCollections().begin(now));
  const ofChunk = { in: () => collections };
  draws = new DrawsController(ofChunk);
  reservations = new ReservationsController(ofChunk);
  exchanges = new ExchangesController(ofChunk);
});

type Handle = (data: never, context: never) => unknown;

async function tell(
  [controller, handle]: readonly [object, Handle],
  message: MessageDefinition,
  data: object,
  time: Instant = now,
): Promise<RecordContext> {
  const context = recordContext(message, { pool, ...data }, { now: time });
  await handle.call(controller, context.record.data as never, context as never);
  return context;
}

const draw = (quantity: number, time?: Instant) =>
  tell([draws, draws.draw], drawLicenses, { holder, quantity, periodEnd }, time);
const reserve = (quantity: number) =>
  tell([reservations, reservations.reserve], reserveLicenses, { reservationId, holder, quantity });
const commit = (time?: Instant) =>
  tell([reservations, reservations.commit], commitReservation, { reservationId, holder, periodEnd }, time);

const answerTo = { topic: 'contracts.commands.v1', key: 'customer-one', sequence: null };

describe('CT-4 draw-licenses', () => {
  it('is answered with the picks, beside the event', async () => {
    given(aLot({ available: 5 }));
    const picks = [{ lotId: 'lot-one', quantity: 3 }];
    expect(publishedBy(await draw(3))).toMatchObject([
      {
        type: 'licenses-assigned',
        key: poolId,
        sequence: 2,
        data: { holder, picks, pool: { version: 2 }, lots: [{ id: 'lot-one', version: 2 }] },
      },
      { type: 'draw-accepted', ...answerTo, data: { pool, holder, picks, poolVersion: 2 } },
    ]);
  });

  it('PO-4 is refused with the true remainder; the refusal is published, and the pool stays as it was', async () => {
    given(aLot({ available: 5 }));
    const refusal = {
      code: 'pool-short',
      rule: 'PO-4',
      detail: '6 asked, 5 available in endpoint-security:secure-plus Y1',
      errors: [{ sku: 'endpoint-security:secure-plus', asked: 6, available: 5 }],
    };
    expect(publishedBy(await draw(6))).toEqual([
      {
        type: 'reservation-rejected',
        topic: 'license-pool.events.v1',
        key: poolId,
        sequence: null,
        data: { pool, holder, quantity: 6, refusal },
      },
      { type: 'draw-refused', ...answerTo, data: { pool, holder, poolVersion: 1, refusal } },
    ]);
  });

  it('from a pool that nothing has entered names no version', async () =>
    expect(publishedBy(await draw(1)).at(-1)).toMatchObject({ data: { poolVersion: null } }));

  it('is refused at the end of the period', async () => {
    given(aLot({ available: 5 }));
    expect(publishedBy(await draw(1, at(periodEnd))).at(-1)).toMatchObject({
      type: 'draw-refused',
      data: { refusal: { code: 'period-over', rule: 'CT-4' } },
    });
  });
});

describe('PO-5 reservations', () => {
  beforeEach(() => given(aLot({ available: 5 })));

  it('reserve-licenses is answered with picks and deadline', async () => {
    const picks = [{ lotId: 'lot-one', quantity: 5 }];
    expect(publishedBy(await reserve(5))).toMatchObject([
      { type: 'licenses-reserved', sequence: 2, data: { reservationId, holder, picks, deadline } },
      { type: 'reservation-accepted', ...answerTo, data: { pool, holder, reservationId, picks, deadline, poolVersion: 2 } },
    ]);
  });

  it('reserve-licenses is refused with a reason', async () =>
    expect(publishedBy(await reserve(6))).toMatchObject([
      { type: 'reservation-rejected', data: { refusal: { code: 'pool-short' } } },
      { type: 'reservation-refused', ...answerTo, data: { reservationId, refusal: { code: 'pool-short' }, poolVersion: 1 } },
    ]));

  it('commit-reservation is answered with the picks', async () => {
    await reserve(5);
    expect(publishedBy(await commit(justBefore(deadline)))).toMatchObject([
      { type: 'licenses-assigned', sequence: 3 },
      { type: 'reservation-committed', ...answerTo, data: { reservationId, picks: [{ quantity: 5 }], poolVersion: 3 } },
    ]);
  });

  it('case 6: a commit at the deadline is refused, and what is held goes back right there', async () => {
    await reserve(5);
    const refused = { type: 'commit-refused', ...answerTo, data: { reservationId, refusal: { code: 'reservation-over' } } };
    expect(publishedBy(await commit(deadline))).toMatchObject([
      {
        type: 'reservation-released',
        sequence: 3,
        data: { reservationId, holder, why: 'deadline', lots: [{ counts: { available: 5, reserved: 0 } }] },
      },
      { ...refused, data: { ...refused.data, poolVersion: 3 } },
    ]);
    expect(publishedBy(await commit(deadline))).toMatchObject([refused]);
  });

  it('commit-reservation of an unknown one is refused', async () =>
    expect(publishedBy(await commit())).toMatchObject([
      { type: 'commit-refused', data: { reservationId, refusal: { code: 'reservation-over' } } },
    ]));

  it('release-reservation is not answered', async () => {
    const release = () => tell([reservations, reservations.release], releaseReservation, { reservationId });
    await reserve(5);
    expect(publishedBy(await release())).toMatchObject([{ type: 'reservation-released', data: { why: 'released' } }]);
    expect(publishedBy(await release())).toEqual([]);
  });

  it('expire-reservation releases at the deadline', async () => {
    const expire = (time: Instant) =>
      tell([reservations, reservations.expire], expireReservation, { reservationId, deadline }, time);
    await reserve(5);
    expect(publishedBy(await expire(justBefore(deadline)))).toEqual([]);
    expect(publishedBy(await expire(deadline))).toMatchObject([{ type: 'reservation-released', data: { why: 'deadline' } }]);
  });
});

describe('CT-4 return-licenses', () => {
  const giveBack = (quantity: number) =>
    tell([draws, draws.giveBack], returnLicenses, { holder, picks: [{ lotId: 'lot-one', quantity }] });

  it('is published and not answered', async () => {
    given(aLot({ assigned: 5 }));
    expect(publishedBy(await giveBack(5))).toMatchObject([
      { type: 'licenses-recovered', sequence: 2, data: { holder, mode: 'full', picks: [{ lotId: 'lot-one', quantity: 5 }] } },
    ]);
  });

  it('of more than is assigned is set aside', async () => {
    given(aLot({ assigned: 5 }));
    const context = await giveBack(6);
    expect(publishedBy(context)).toEqual([]);
    expect(context.disposition).toMatchObject({ kind: 'dead-letter', reason: { code: 'return-not-assigned' } });
  });
});

describe('PO-2 expire-lot', () => {
  it('is published, once', async () => {
    const expiresAt = at('2026-11-21T00:00:00Z');
    given(aLot({ available: 5, expiresAt }));
    const expire = () => tell([draws, draws.expire], expireLot, { lotId: 'lot-one', expiresAt });
    expect(publishedBy(await expire())).toMatchObject([
      { type: 'lot-expired', sequence: 2, data: { lots: [{ counts: { expired: 5 }, expiresAt }] } },
    ]);
    expect(publishedBy(await expire())).toEqual([]);
  });
});

describe('PT-4 exchanges', () => {
  const exchangeId = 'exchange-one';
  const answer = { topic: 'points-exchange.commands.v1', key: 'partner-gold', sequence: null };
  const mint = () =>
    tell([exchanges, exchanges.mint], mintLicenses, { exchangeId, distributorId: 'distributor-one', quantity: 4 });
  const abandon = () => tell([exchanges, exchanges.abandon], abandonMint, { exchangeId });

  it('mint-licenses is answered with the lot, again and again', async () => {
    const lotId = idFor('exchange', exchangeId);
    const accepted = { type: 'mint-accepted', ...answer, data: { pool, exchangeId, lotId, poolVersion: 1 } };
    expect(publishedBy(await mint())).toMatchObject([
      {
        type: 'lot-added',
        sequence: 1,
        data: { lots: [{ id: lotId, provenance: 'points', source: { exchangeId }, expiresAt: '2027-02-19T00:00:00.000Z' }] },
      },
      accepted,
    ]);
    expect(publishedBy(await mint())).toEqual([accepted]);
    expect(publishedBy(await abandon())).toEqual([accepted]);
  });

  it('case 19: abandon-mint leaves a tombstone, and a late mint is refused', async () => {
    const refused = { type: 'mint-refused', ...answer, data: { pool, exchangeId, refusal: { code: 'exchange-abandoned' } } };
    expect(publishedBy(await abandon())).toMatchObject([
      { type: 'mint-abandoned', key: poolId, data: { pool, exchangeId } },
      refused,
    ]);
    expect(publishedBy(await mint())).toMatchObject([refused]);
    expect(publishedBy(await abandon())).toMatchObject([refused]);
  });
});
