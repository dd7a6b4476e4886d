import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { drawLicenses, expireLot, returnLicenses } from '@reservoir/messages';
import { type AChunk, aChunk, aPoolKey } from '../../testing/a-chunk.js';
import { aHolder, aKey, aLot, at } from '../../testing/license-pool.fixtures.js';
import { publishedBy, tell } from '../../testing/record-context.js';
import { DrawsController } from './draws.controller.js';

const pool = aPoolKey;
const holder = aHolder();
const periodEnd = '2027-11-21T00:00:00Z';

let chunk: AChunk;
let draws: DrawsController;

beforeEach(() => {
  chunk = aChunk();
  draws = new DrawsController(chunk);
});

const draw = (quantity: number, now?: Instant, lotsMost?: number) =>
  tell(
    (data, context) => draws.draw(data, context),
    drawLicenses,
    { pool, holder, quantity, lotsMost, periodEnd },
    now && { now },
  );

const answerTo = { topic: 'contracts.commands.v1', key: 'customer-one', sequence: null };

describe('CT-4 draw-licenses', () => {
  it('is answered with the picks, beside the event', async () => {
    chunk.given(aLot({ available: 5 }));
    const picks = [{ lotId: 'lot-one', quantity: 3 }];
    const purchasedAt = '2026-11-01T00:00:00.000Z';
    const granted = [{ ...picks[0], purchasedAt, expiresAt: null, distributorId: 'distributor-one' }];
    expect(publishedBy(await draw(3))).toMatchObject([
      {
        type: 'licenses-assigned',
        key: aKey().id,
        sequence: 2,
        data: { holder, picks, pool: { version: 2 }, lots: [{ id: 'lot-one', version: 2 }] },
      },
      { type: 'draw-accepted', ...answerTo, data: { pool, holder, picks: granted, poolVersion: 2 } },
    ]);
  });

  it('PO-4 is refused when it touches more lots than it may, with that limit', async () => {
    chunk.given(aLot({ available: 5 }), aLot({ id: 'lot-two', available: 5 }));
    expect(publishedBy(await draw(6, undefined, 1))[1]).toMatchObject({
      type: 'draw-refused',
      data: { refusal: { code: 'draw-too-scattered', errors: [{ asked: 6, available: 5, lots: 1 }] } },
    });
    expect(publishedBy(await draw(6, undefined, 2))[1]).toMatchObject({ type: 'draw-accepted' });
  });

  it('PO-4 is refused with the true remainder; the refusal is published, and the pool stays as it was', async () => {
    chunk.given(aLot({ available: 5 }));
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
        key: aKey().id,
        sequence: null,
        data: { pool, holder, quantity: 6, refusal },
      },
      { type: 'draw-refused', ...answerTo, data: { pool, holder, poolVersion: 1, refusal } },
    ]);
  });

  it('from a pool that nothing has entered names no version', async () =>
    expect(publishedBy(await draw(1)).at(-1)).toMatchObject({ data: { poolVersion: null } }));

  it('is refused at the end of the period', async () => {
    chunk.given(aLot({ available: 5 }));
    expect(publishedBy(await draw(1, at(periodEnd))).at(-1)).toMatchObject({
      type: 'draw-refused',
      data: { refusal: { code: 'period-over', rule: 'CT-4' } },
    });
  });
});

describe('CT-4 return-licenses', () => {
  const giveBack = (quantity: number) =>
    tell((data, context) => draws.giveBack(data, context), returnLicenses, {
      pool,
      holder,
      picks: [{ lotId: 'lot-one', quantity }],
    });

  it('is published and not answered', async () => {
    chunk.given(aLot({ assigned: 5 }));
    expect(publishedBy(await giveBack(5))).toMatchObject([
      {
        type: 'licenses-recovered',
        sequence: 2,
        data: { holder, mode: 'full', picks: [{ lotId: 'lot-one', quantity: 5 }] },
      },
    ]);
  });

  it('of more than is assigned is set aside', async () => {
    chunk.given(aLot({ assigned: 5 }));
    const context = await giveBack(6);
    expect(publishedBy(context)).toEqual([]);
    expect(context.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'return-not-assigned' },
    });
  });
});

describe('PO-2 expire-lot', () => {
  it('is published, once', async () => {
    const expiresAt = at('2026-11-21T00:00:00Z');
    chunk.given(aLot({ available: 5, expiresAt }));
    const expire = () =>
      tell((data, context) => draws.expire(data, context), expireLot, { pool, lotId: 'lot-one', expiresAt });
    expect(publishedBy(await expire())).toMatchObject([
      { type: 'lot-expired', sequence: 2, data: { lots: [{ counts: { expired: 5 }, expiresAt }] } },
    ]);
    expect(publishedBy(await expire())).toEqual([]);
  });
});
