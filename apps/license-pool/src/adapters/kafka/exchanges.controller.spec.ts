import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFor } from '@reservoir/kernel';
import { abandonMint, mintLicenses, takeBackLicenses } from '@reservoir/messages';
import { aChunk, aPoolKey } from '../../testing/a-chunk.js';
import { aKey } from '../../testing/license-pool.fixtures.js';
import { publishedBy, tell } from '../../testing/record-context.js';
import { ExchangesController } from './exchanges.controller.js';

const pool = aPoolKey;
let exchanges: ExchangesController;

beforeEach(() => {
  exchanges = new ExchangesController(aChunk());
});

describe('PT-4 exchanges', () => {
  const exchangeId = 'exchange-one';
  const answer = { topic: 'points-exchange.commands.v1', key: 'partner-gold', sequence: null };
  const mint = () =>
    tell((data, context) => exchanges.mint(data, context), mintLicenses, {
      pool,
      exchangeId,
      distributorId: 'distributor-one',
      quantity: 4,
    });
  const abandon = () =>
    tell((data, context) => exchanges.abandon(data, context), abandonMint, { pool, exchangeId });

  it('mint-licenses is answered with the lot, again and again', async () => {
    const lotId = idFor('exchange', exchangeId);
    const accepted = { type: 'mint-accepted', ...answer, data: { pool, exchangeId, lotId, poolVersion: 1 } };
    expect(publishedBy(await mint())).toMatchObject([
      {
        type: 'lot-added',
        sequence: 1,
        data: {
          lots: [
            {
              id: lotId,
              provenance: 'points',
              source: { exchangeId },
              expiresAt: '2027-02-19T00:00:00.000Z',
            },
          ],
        },
      },
      accepted,
    ]);
    expect(publishedBy(await mint())).toEqual([accepted]);
    expect(publishedBy(await abandon())).toEqual([accepted]);
  });

  it('case 19: abandon-mint leaves a tombstone, and a late mint is refused', async () => {
    const refused = {
      type: 'mint-refused',
      ...answer,
      data: { pool, exchangeId, refusal: { code: 'exchange-abandoned' } },
    };
    expect(publishedBy(await abandon())).toMatchObject([
      { type: 'mint-abandoned', key: aKey().id, data: { pool, exchangeId } },
      refused,
    ]);
    expect(publishedBy(await mint())).toMatchObject([refused]);
    expect(publishedBy(await abandon())).toMatchObject([refused]);
  });

  const takeBack = (reversalId: string, quantity: number) =>
    tell((data, context) => exchanges.takeBack(data, context), takeBackLicenses, {
      pool,
      exchangeId,
      reversalId,
      quantity,
    });

  it('PT-6 take-back-licenses is answered with what was taken, and the same again', async () => {
    await mint();
    const taken = {
      type: 'licenses-taken-back',
      ...answer,
      data: { pool, exchangeId, reversalId: 'r-1', quantity: 3, poolVersion: 2 },
    };
    expect(publishedBy(await takeBack('r-1', 3))).toMatchObject([
      { type: 'licenses-refunded', sequence: 2, data: { refundId: 'r-1', quantity: 3 } },
      taken,
    ]);
    expect(publishedBy(await takeBack('r-1', 3))).toEqual([taken]);
  });

  it('PT-6 a reversal that was refused stays refused, even when there would be enough by then', async () => {
    const refused = {
      type: 'take-back-refused',
      ...answer,
      data: { pool, exchangeId, reversalId: 'r-1', refusal: { code: 'exchange-not-minted', rule: 'PT-6' } },
    };
    expect(publishedBy(await takeBack('r-1', 3))).toMatchObject([refused]);
    await mint();
    expect(publishedBy(await takeBack('r-1', 3))).toMatchObject([refused]);
    expect(publishedBy(await takeBack('r-2', 5))).toMatchObject([
      { data: { refusal: { code: 'reversal-exceeds-available', errors: [{ asked: 5, reversible: 4 }] } } },
    ]);
  });
});
