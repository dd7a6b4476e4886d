import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor, instant } from '@reservoir/kernel';
import {
  type DataOf,
  type MessageDefinition,
  addLicenses,
  assortmentChanged,
  companyCreated,
  drawLicenses,
  licensePoolOperationCompleted,
  licensesDrawn,
  licensesRecovered,
  licensesRetired,
  licensesTransferred,
  lotAdded,
  poolRanLow,
  recoverLicenses,
  recoveryApplied,
  setThresholds,
  toKafkaMessage,
  transferApplied,
  transferLicenses,
} from '@reservoir/messages';
import {
  type Tap,
  connectMongo,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import { ServiceProcess, arrived } from '@reservoir/testing/service-process';
import { aHolder, aKey } from './testing/license-pool.fixtures.js';

const { prefix } = uniqueNames(import.meta.url);
const { partnerId, sku, term } = aKey();
const pool = { partnerId, sku, term };
const holder = aHolder();
const actor = { userId: 'operator-one', companyId: null, role: 'operator' } as const;
const inTime = { timeoutMs: 60_000 };
const inputs = ['orders.v1', 'license-pool.commands.v1', 'companies.events.v1', 'catalog.events.v1'];
const outputs = ['license-pool.events.v1', 'contracts.commands.v1', 'operations.v1', 'orders.receipts.v1'];

let service: ServiceProcess;
let tap: Tap;

beforeAll(async () => {
  const all = [...inputs, ...outputs, 'points-exchange.commands.v1'];
  await createTopics(all.map((topic) => ({ topic: `${prefix}.${topic}` })));
  tap = await tapTopics(...outputs.map((topic) => `${prefix}.${topic}`));
  await send(companyCreated, {
    ...{ id: partnerId, type: 'partner', name: 'Gold', parentId: 'distributor-one', tier: null, version: 1 },
    ...{ pointsProgramme: false, ancestors: ['distributor-one'], distributorId: 'distributor-one' },
  });
  const body = { distributorId: 'distributor-one', offers: [{ sku, terms: [term] }] };
  await send(assortmentChanged, { body, version: 1 });
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  service = await ServiceProcess.start({ main, prefix, partitions: 1 });
}, 60_000);

afterAll(async () => {
  await service.stop();
  await tap.close();
  await (await connectMongo(`${prefix}_license_pool`)).drop();
  await deleteTopics(prefix);
}, 60_000);

/** Sends a record as its producer would; of an operation, as the gateway. */
async function send(
  message: MessageDefinition,
  data: object,
  of: { readonly operationId?: string; readonly preview?: boolean } = {},
): Promise<void> {
  const id = randomUUID();
  const attributes = { id, source: '/test', time: instant(Date.now()), correlationId: id, ...of };
  await produce(`${prefix}.${message.topic}`, [toKafkaMessage(message, data, attributes)]);
}

const completed = (operationId: string) =>
  arrived(tap, licensePoolOperationCompleted).find((one) => one.operationId === operationId);
const last = <M extends MessageDefinition>(message: M): DataOf<M> | undefined => arrived(tap, message).at(-1);

describe('the license pool service, beside orders', () => {
  const promotion = {
    pool,
    provenance: 'promotion',
    quantity: 100,
    expiresAt: null,
    reason: 'Spring',
    actor,
  };
  const added = idFor('added', 'operation-add');

  it('CT-18 shows what a promotion would do, and does it when it is asked to (PO-1)', async () => {
    await send(addLicenses, promotion, { operationId: 'operation-preview', preview: true });
    await send(addLicenses, promotion, { operationId: 'operation-add' });
    await send(addLicenses, promotion, { operationId: 'operation-add' });
    await eventually(() => expect(completed('operation-add')).toBeDefined(), inTime);
    expect(completed('operation-preview')).toMatchObject({
      outcome: 'succeeded',
      resource: null,
      preview: { events: [{ type: 'reservoir.license-pool.lot-added.v1', data: { reason: 'Spring' } }] },
    });
    expect(completed('operation-add')?.resource).toEqual({ kind: 'lots', id: added });
    expect(arrived(tap, lotAdded)).toMatchObject([
      { pool: { quantity: 100, version: 1 }, lots: [{ id: added }] },
    ]);
  }, 90_000);

  it('PO-11 tells once that the stock ran low', async () => {
    const thresholds = [{ unit: 'licences', value: 20 }];
    await send(setThresholds, { pool, thresholds, actor }, { operationId: 'operation-set' });
    await send(drawLicenses, { pool, holder, quantity: 85, periodEnd: '2099-01-01T00:00:00Z' });
    await send(drawLicenses, { pool, holder, quantity: 5, periodEnd: '2099-01-01T00:00:00Z' });
    await eventually(() => expect(arrived(tap, licensesDrawn)).toHaveLength(2), inTime);
    expect(last(licensesDrawn)?.picks).toMatchObject([
      { lotId: added, quantity: 5, expiresAt: null, distributorId: 'distributor-one' },
    ]);
    expect(arrived(tap, poolRanLow)).toMatchObject([
      { pool: { counts: { available: 15 }, version: 3 }, threshold: { unit: 'licences', value: 20 } },
    ]);
    expect(completed('operation-set')).toMatchObject({ resource: { kind: 'pool-thresholds' } });
  }, 90_000);

  it('PO-6 recovers and retires once, however often it is asked', async () => {
    const [back, retired] = [54, 6].map((quantity) => [{ lotId: added, quantity }]);
    const recovery = { pool, recoveryId: 'recovery-one', holder, back, retired };
    await send(recoverLicenses, recovery);
    await send(recoverLicenses, recovery);
    await eventually(() => expect(arrived(tap, recoveryApplied)).toHaveLength(2), inTime);
    expect(arrived(tap, recoveryApplied).map(({ poolVersion }) => poolVersion)).toEqual([6, 6]);
    expect(arrived(tap, licensesRecovered)).toHaveLength(1);
    expect(arrived(tap, licensesRetired)).toMatchObject([
      { pool: { counts: { available: 64, assigned: 30, retired: 6 } }, recoveryId: 'recovery-one' },
    ]);
  }, 90_000);

  it('CO-5 moves what is assigned to the pool of another partner, once', async () => {
    const to = idFor('transfer', 'transfer-one', added);
    const moving = {
      pool,
      toPartnerId: 'partner-silver',
      transferId: 'transfer-one',
      customerId: 'customer-one',
    };
    const picks = [{ lotId: added, quantity: 30 }];
    await send(transferLicenses, { ...moving, picks });
    await send(transferLicenses, { ...moving, picks });
    await eventually(() => expect(arrived(tap, transferApplied)).toHaveLength(2), inTime);
    expect(arrived(tap, transferApplied)).toMatchObject(
      [1, 2].map(() => ({ lots: [{ from: added, to, quantity: 30 }], poolVersion: 7, toPoolVersion: 1 })),
    );
    expect(arrived(tap, licensesTransferred)).toMatchObject([{ pool: { counts: { transferredOut: 30 } } }]);
    expect(last(lotAdded)).toMatchObject({
      pool: { partnerId: 'partner-silver', counts: { assigned: 30 } },
      lots: [{ id: to, provenance: 'transfer', distributorId: 'distributor-one' }],
    });
  }, 90_000);
});
