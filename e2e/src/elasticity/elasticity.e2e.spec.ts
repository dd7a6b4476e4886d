import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { serverAddresses, testKafka } from '@reservoir/testing';
import { type UnderLoad, underLoad } from '../crash/under-load.js';

const run = async (disturb: (world: UnderLoad) => Promise<void>) =>
  underLoad(
    {
      servers: serverAddresses(),
      seed: 11,
      perSecond: 100,
      sessionTimeoutMs: 6000,
      logFolder: join(process.cwd(), '.data', 'elasticity'),
      onProgress: () => undefined,
    },
    disturb,
  );

it('loses and doubles nothing while replicas of the services join and leave', async () => {
  const verdict = await run(async ({ platform }) => {
    const apps = ['license-pool', 'api-gateway', 'companies', 'catalog'] as const;
    const second = await Promise.all(apps.map(async (app) => platform.startReplica(app, 2)));
    await Promise.all(second.map(async (service) => service.ready()));
    await sleep(2000);
    await Promise.all(apps.map(async (app) => platform.services.get(app)?.stop()));
    await sleep(2000);
    const third = await Promise.all(
      (['license-pool', 'api-gateway'] as const).map(async (app) => platform.startReplica(app, 3)),
    );
    await Promise.all(third.map(async (service) => service.ready()));
    await sleep(2000);
  });
  expect(verdict.faults).toEqual([]);
  expect(verdict.purchases).toBeGreaterThan(300);
}, 300_000);

it('loses and doubles nothing while partitions are added to an events topic', async () => {
  const verdict = await run(async ({ topicPrefix }) => {
    await sleep(2000);
    const admin = testKafka().admin();
    await admin.connect();
    await admin.createPartitions({
      topicPartitions: [{ topic: `${topicPrefix}license-pool.events.v1`, count: 5 }],
    });
    await admin.disconnect();
    await sleep(10_000);
  });
  expect(verdict.faults).toEqual([]);
  expect(verdict.purchases).toBeGreaterThan(300);
}, 300_000);
