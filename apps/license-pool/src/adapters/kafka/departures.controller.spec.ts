import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFor } from '@reservoir/kernel';
import { recoverLicenses, transferLicenses } from '@reservoir/messages';
import { type AChunk, aChunk, aPoolKey } from '../../testing/a-chunk.js';
import { aHolder, aKey, aLot } from '../../testing/license-pool.fixtures.js';
import { publishedBy, tell } from '../../testing/record-context.js';
import { DeparturesController } from './departures.controller.js';

const pool = aPoolKey;
const holder = aHolder();
const answerTo = { topic: 'contracts.commands.v1', key: 'customer-one', sequence: null };

let chunk: AChunk;
let departures: DeparturesController;

beforeEach(() => {
  chunk = aChunk();
  chunk.given(aLot({ assigned: 10 }));
  departures = new DeparturesController(chunk);
});

const picks = (quantity: number) => [{ lotId: 'lot-one', quantity }];
const recover = (back: object[], retired: object[]) =>
  tell((data, context) => departures.recover(data, context), recoverLicenses, {
    pool,
    recoveryId: 'recovery-one',
    holder,
    back,
    retired,
  });
const transfer = (...moving: object[]) =>
  tell((data, context) => departures.transfer(data, context), transferLicenses, {
    pool,
    toPartnerId: 'partner-silver',
    transferId: 'transfer-one',
    customerId: 'customer-one',
    picks: moving,
  });

describe('PO-6 recover-licenses', () => {
  const answer = { type: 'recovery-applied', ...answerTo };

  it('is published, and answered with the version of the pool; again it is answered alone', async () => {
    const told = { pool, recoveryId: 'recovery-one', holder, poolVersion: 3 };
    expect(publishedBy(await recover(picks(7), picks(3)))).toMatchObject([
      {
        type: 'licenses-recovered',
        key: aKey().id,
        sequence: 2,
        data: { holder, mode: 'prorated', recoveryId: 'recovery-one', picks: picks(7) },
      },
      {
        type: 'licenses-retired',
        sequence: 3,
        data: {
          holder,
          recoveryId: 'recovery-one',
          picks: picks(3),
          lots: [{ counts: { available: 7, assigned: 0, retired: 3 } }],
        },
      },
      { ...answer, data: told },
    ]);
    expect(publishedBy(await recover(picks(7), picks(3)))).toEqual([{ ...answer, data: told }]);
  });

  it('PO-12 with nothing to give back retires', async () =>
    expect(publishedBy(await recover([], picks(10)))).toMatchObject([
      { type: 'licenses-retired', sequence: 2 },
      { ...answer, data: { poolVersion: 2 } },
    ]));

  it('of more than is assigned is set aside whole, and whoever waits is told (invariant 2)', async () => {
    const context = await recover(picks(7), picks(4));
    const refusal = { code: 'return-not-assigned', detail: expect.stringContaining('11 to return') };
    expect(publishedBy(context)).toMatchObject([
      {
        ...{ type: 'recovery-refused', ...answerTo },
        data: { pool, recoveryId: 'recovery-one', holder, poolVersion: 1, refusal },
      },
    ]);
    expect(context.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'return-not-assigned' },
    });
    expect(publishedBy(await recover(picks(7), picks(3)))).toHaveLength(3); // resubmitted when it is mended
  });

  it('into a lot of no pool is refused too', async () => {
    chunk = aChunk();
    departures = new DeparturesController(chunk);
    expect(publishedBy(await recover(picks(1), []))).toMatchObject([
      { type: 'recovery-refused', data: { poolVersion: null, refusal: { code: 'return-not-assigned' } } },
    ]);
  });
});

describe('CO-5 transfer-licenses', () => {
  const to = idFor('transfer', 'transfer-one', 'lot-one');
  const toPool = { ...pool, partnerId: 'partner-silver' };

  it('is published for both pools, and answered with the new lots; again it is answered alone', async () => {
    const answer = {
      type: 'transfer-applied',
      ...answerTo,
      data: {
        pool,
        toPool,
        transferId: 'transfer-one',
        customerId: 'customer-one',
        lots: [{ from: 'lot-one', to, quantity: 10 }],
        poolVersion: 2,
        toPoolVersion: 1,
      },
    };
    expect(publishedBy(await transfer(...picks(6), ...picks(4)))).toMatchObject([
      {
        type: 'licenses-transferred',
        key: aKey().id,
        sequence: 2,
        data: { transferId: 'transfer-one', toPartnerId: 'partner-silver', picks: picks(10) },
      },
      {
        type: 'lot-added',
        key: aKey(undefined, undefined, 'partner-silver').id,
        sequence: 1,
        data: {
          pool: { ...toPool, counts: { assigned: 10 } },
          lots: [
            { id: to, provenance: 'transfer', source: { transferId: 'transfer-one', lotId: 'lot-one' } },
          ],
        },
      },
      answer,
    ]);
    expect(publishedBy(await transfer(...picks(10)))).toEqual([answer]);
  });

  it('of more than is assigned is set aside', async () =>
    expect((await transfer(...picks(11))).disposition).toMatchObject({ kind: 'dead-letter' }));
});
