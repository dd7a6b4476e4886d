import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFor } from '@reservoir/kernel';
import { addLicenses, setThresholds, takeAwayLicenses } from '@reservoir/messages';
import { type AChunk, aChunk, aPoolKey } from '../../testing/a-chunk.js';
import { aKey, aLot, aPartner, anAssortment } from '../../testing/license-pool.fixtures.js';
import { publishedBy, tell } from '../../testing/record-context.js';
import { OperatorController } from './operator.controller.js';
import { ThresholdsController } from './thresholds.controller.js';

const pool = aPoolKey;
const actor = { userId: 'operator-one', companyId: null, role: 'operator' } as const;
const asked = { operationId: 'operation-one' };
const poolId = aKey().id;

let chunk: AChunk;
beforeEach(() => {
  chunk = aChunk();
  chunk.in().partners.save(aPartner());
  chunk.in().assortments.save(anAssortment());
  chunk.given(aLot({ available: 10 }));
});

/** How the operation ended, when it is to be read in this version of the pool. */
const done = (resource: object, version: number) => ({
  type: 'operation-completed',
  topic: 'operations.v1',
  data: {
    operationId: 'operation-one',
    outcome: 'succeeded',
    resource,
    requires: [{ kind: 'pools', id: poolId, version }],
  },
});
const refused = (code: string) => ({
  type: 'operation-completed',
  data: { outcome: 'refused', resource: null, refusal: { code }, requires: [] },
});

describe('PO-1, CO-10 add-licenses', () => {
  const promotion = { pool, provenance: 'promotion', quantity: 25, reason: 'Spring campaign', actor };
  const add = (differing: object) => {
    const operator = new OperatorController(chunk);
    const data = { ...promotion, ...differing };
    return tell((of, context) => operator.add(of, context), addLicenses, data, asked);
  };

  it('is published with its reason, and answered with the lot', async () => {
    const id = idFor('added', 'operation-one');
    const lot = { id, provenance: 'promotion', source: { operationId: 'operation-one' }, quantity: 25 };
    expect(publishedBy(await add({ expiresAt: '2027-03-31T00:00:00Z' }))).toMatchObject([
      {
        type: 'lot-added',
        sequence: 2,
        data: { reason: 'Spring campaign', lots: [{ ...lot, expiresAt: '2027-03-31T00:00:00.000Z' }] },
      },
      done({ kind: 'lots', id }, 2),
    ]);
  });

  it('PO-2 never expires when that is stated', async () =>
    expect(publishedBy(await add({ expiresAt: null }))).toMatchObject([
      { data: { lots: [{ expiresAt: null }] } },
      {},
    ]));

  it('is refused as an order would be', async () =>
    expect(publishedBy(await add({ pool: { ...pool, sku: 'edr-standalone' } }))).toMatchObject([
      refused('not-in-assortment'),
    ]));
});

describe('PO-1, CO-10 take-away-licenses', () => {
  const takeAway = (quantity: number) => {
    const operator = new OperatorController(chunk);
    const data = { pool, quantity, reason: 'Credited twice', actor };
    return tell((of, context) => operator.takeAway(of, context), takeAwayLicenses, data, asked);
  };

  it('is published with its reason, and answered with the pool', async () =>
    expect(publishedBy(await takeAway(4))).toMatchObject([
      {
        type: 'licenses-retired',
        sequence: 2,
        data: {
          adjustment: { operationId: 'operation-one', reason: 'Credited twice' },
          picks: [{ lotId: 'lot-one', quantity: 4 }],
          pool: { counts: { available: 6, retired: 4 } },
        },
      },
      done({ kind: 'pools', id: poolId }, 2),
    ]));

  it('is refused beyond what is available', async () =>
    expect(publishedBy(await takeAway(11))).toMatchObject([refused('pool-short')]));
});

describe('PO-11 set-thresholds', () => {
  const thresholds = [{ unit: 'percent', value: 50 }];
  const set = (of: object = pool) => {
    const controller = new ThresholdsController(chunk);
    return tell(
      (data, context) => controller.set(data, context),
      setThresholds,
      { pool: of, thresholds, actor },
      asked,
    );
  };

  it('is published, and answered with the thresholds', async () =>
    expect(publishedBy(await set())).toMatchObject([
      {
        type: 'thresholds-changed',
        key: poolId,
        sequence: 2,
        data: { lots: [], pool: { level: { peak: 10, thresholds: [{ ...thresholds[0], armed: true }] } } },
      },
      done({ kind: 'pool-thresholds', id: poolId }, 2),
    ]));

  it('a stock that ran low is told right behind what made it so', async () => {
    await set();
    const operator = new OperatorController(chunk);
    const data = { pool, quantity: 6, reason: 'Credited twice', actor };
    const told = await tell((of, context) => operator.takeAway(of, context), takeAwayLicenses, data, asked);
    expect(publishedBy(told)).toMatchObject([
      { type: 'licenses-retired', sequence: 3 },
      {
        type: 'pool-ran-low',
        key: poolId,
        sequence: null,
        data: { pool: { version: 3 }, threshold: { ...thresholds[0], licences: 5 } },
      },
      done({ kind: 'pools', id: poolId }, 3),
    ]);
  });

  it('is refused where nothing has entered', async () =>
    expect(publishedBy(await set({ ...pool, term: 'M1' }))).toMatchObject([refused('unknown-pool')]));
});
