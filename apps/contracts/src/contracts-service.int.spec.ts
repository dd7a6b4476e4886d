import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assignLicenses,
  assortmentChanged,
  companyCreated,
  contractActivated,
  contractCancelled,
  contractsOperationCompleted,
  drawLicenses,
  entitlementChanged,
  licensesDrawn,
  productPublished,
  returnLicenses,
} from '@reservoir/messages';
import {
  type Tap,
  type TestMongo,
  connectMongo,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import {
  aCommand,
  aCustomer,
  aPartner,
  anAssortment,
  endpointSecurity,
} from './testing/contracts.fixtures.js';
import { ServiceProcess, arrived, send } from '@reservoir/testing/service-process';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const names = uniqueNames(import.meta.url);
const { prefix } = names;
let service: ServiceProcess;
let mongo: TestMongo;
let tap: Tap;

const company = (changes: object) =>
  send(prefix, companyCreated, {
    name: 'A company',
    tier: null,
    pointsProgramme: false,
    ancestors: [],
    ...changes,
  } as never);

const assign = (operationId: string, customerId: string) => {
  const { request, actor } = aCommand(operationId, { customerId });
  return send(prefix, assignLicenses, { request, actor } as never, operationId);
};

/** What the service asked of the pool for an operation. */
const askedFor = (operationId: string) =>
  eventually(
    () => {
      const found = arrived(tap, drawLicenses).find(({ holder }) => holder.assignmentId === operationId);
      return found ?? Promise.reject(new Error(`nothing was drawn for ${operationId}`));
    },
    { timeoutMs: 20_000 },
  );

const completed = (operationId: string) =>
  eventually(
    () => {
      const found = arrived(tap, contractsOperationCompleted).filter(
        (one) => one.operationId === operationId,
      );
      expect(found).toHaveLength(1);
      return found[0]!;
    },
    { timeoutMs: 20_000 },
  );

const grant = ({ pool, holder, quantity }: Awaited<ReturnType<typeof askedFor>>) =>
  send(prefix, licensesDrawn, { pool, holder, poolVersion: 5, picks: [{ lotId: 'lot-1', quantity }] });

beforeAll(async () => {
  service = await ServiceProcess.start({ main, prefix });
  mongo = await connectMongo(`${prefix}_contracts`);
  tap = await tapTopics(
    ...['contracts.events.v1', 'license-pool.commands.v1', 'operations.v1', 'contracts.commands.v1.dlq'].map(
      (topic) => names.topic(topic),
    ),
  );
  await company({ ...aPartner });
  await company({ ...aCustomer });
  await send(prefix, productPublished, {
    version: 1,
    body: {
      ...endpointSecurity,
      name: 'Endpoint Security',
      productType: 'endpoint-security',
      protectionModels: endpointSecurity.protectionModels.map((id) => ({ id, name: id, features: [] })),
      features: [],
    },
  } as never);
  await send(prefix, assortmentChanged, {
    version: 1,
    body: { distributorId: 'distributor-one', offers: anAssortment.offers },
  } as never);
});

afterAll(async () => {
  const code = await service.stop();
  await tap.close();
  await deleteTopics(prefix);
  await mongo.drop();
  expect(code).toBe(0);
});

describe('the contracts service, on Kafka and MongoDB', () => {
  it('CT-4 takes an assignment from command to entitlement, with one answer', async () => {
    await assign('operation-1', 'customer-one');
    const draw = await askedFor('operation-1');
    expect(draw).toMatchObject({
      pool: { partnerId: 'partner-gold', sku: 'endpoint-security:a-la-carte', term: 'Y1' },
      quantity: 10,
    });
    await grant(draw);
    const { outcome, resource, requires } = await completed('operation-1');
    expect(outcome).toBe('succeeded');
    const [activated] = arrived(tap, contractActivated);
    expect(activated?.contract).toMatchObject({
      id: resource?.id,
      state: 'active',
      periods: [{ batches: [{ lotId: 'lot-1' }] }],
    });
    expect(requires).toEqual([
      { kind: 'contracts', id: resource?.id, version: 2 },
      { kind: 'pools', id: 'partner-gold:endpoint-security:a-la-carte:Y1', version: 5 },
    ]);
    expect(arrived(tap, entitlementChanged)[0]?.entitlement.timeline).toMatchObject([{ quantity: 10 }]);
    const records = tap.records.filter(({ headers }) => headers['ce_correlationid'] === 'operation-1');
    expect(records.map(({ headers }) => headers['ce_type']?.split('.')[2])).toEqual(
      expect.arrayContaining(['draw-licenses', 'contract-drafted']),
    );
  });

  it('the same operation sent again changes nothing', async () => {
    await assign('operation-1', 'customer-one');
    await assign('operation-after', 'customer-one');
    await askedFor('operation-after');
    expect(arrived(tap, drawLicenses)).toHaveLength(2);
  });

  it('waits for a customer whose fact is on its way', async () => {
    await assign('operation-early', 'customer-late');
    await eventually(async () =>
      expect(
        await mongo.connection
          .collection('parked')
          .countDocuments({ lane: /./ }, { hint: 'lane_1_offset_1' }),
      ).toBe(1),
    );
    await company({ ...aCustomer, id: 'customer-late' });
    await grant(await askedFor('operation-early'));
    expect((await completed('operation-early')).outcome).toBe('succeeded');
  });

  it('CT-4 cancels what is past its deadline, and returns what comes late', async () => {
    await company({ ...aCustomer, id: 'customer-slow' });
    await assign('operation-slow', 'customer-slow');
    const draw = await askedFor('operation-slow');
    // Stands in for 15 minutes.
    const past = { $set: { deadline: '2026-01-01T00:00:00.000Z' }, $inc: { version: 1 } };
    const aggregates = mongo.connection.collection('aggregates');
    await aggregates.updateOne({ _id: 'assignment/operation-slow' as never }, past);
    const { refusal } = await completed('operation-slow');
    expect(refusal).toMatchObject({ code: 'assignment-timed-out', rule: 'CT-4' });
    await grant(draw);
    await eventually(() =>
      expect(arrived(tap, returnLicenses)).toMatchObject([{ holder: { assignmentId: 'operation-slow' } }]),
    );
    expect(arrived(tap, contractCancelled)).toMatchObject([{ contract: { activatedAt: null, version: 2 } }]);
  });

  it('sets a malformed command aside, and goes on', async () => {
    await produce(names.topic('contracts.commands.v1'), [{ key: 'customer-one', value: '{ not json' }]);
    await eventually(() =>
      expect(tap.records.filter(({ topic }) => topic.endsWith('.dlq'))).toMatchObject([
        { key: 'customer-one' },
      ]),
    );
  });
});
