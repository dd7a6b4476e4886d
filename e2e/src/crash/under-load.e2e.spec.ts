import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, serverAddresses, shortestSessionMs, testKafka } from '@reservoir/testing';
import { runCampaign } from './campaign.js';
import { type UnderLoad, startUnderLoad } from './under-load.js';

const onProgress = (): void => undefined;

let world: UnderLoad;
let sessionTimeoutMs: number;
/** Purchases of the streams before. */
let before = 0;

beforeAll(async () => {
  // The dead leave their group, and with it their partitions, when their session is over: most of the time goes there.
  sessionTimeoutMs = Math.max(3000, await shortestSessionMs());
  const logFolder = join(process.cwd(), '.data', 'crash');
  world = await startUnderLoad({ servers: serverAddresses(), sessionTimeoutMs, logFolder, onProgress });
}, 180_000);
afterAll(() => world.stop(), 60_000);

describe('the way of a purchase, under load with repeated deliveries and poison', () => {
  it('loses and doubles nothing over 20 kills and freezes', async () => {
    const options = { failures: 20, perSecond: 100, seed: 4, sessionTimeoutMs, onProgress };
    const report = await runCampaign(world, options);
    expect(report.faults).toEqual([]);
    expect(report.failures.length).toBeGreaterThanOrEqual(20);
    expect(report.failures.filter(({ reached }) => reached).length).toBeGreaterThanOrEqual(10);
    expect(report.purchases).toBeGreaterThan(500);
    expect(report.deadLetters).toBeGreaterThan(0);
    before = report.purchases;
  }, 600_000);

  it('loses and doubles nothing while partitions are added to an events topic', async () => {
    const topic = `${world.topicPrefix}license-pool.events.v1`;
    const verdict = await world.during({ seed: 11, perSecond: 100 }, async () => {
      await sleep(2000);
      const admin = testKafka().admin();
      await admin.connect();
      await admin.createPartitions({ topicPartitions: [{ topic, count: 5 }] });
      // A replica that starts now knows of them at once; the others, and those who read, look again every 10 seconds.
      await (await world.platform.startReplica('license-pool', 2)).ready();
      const inUse = async () =>
        (await admin.fetchTopicOffsets(topic)).filter(
          ({ partition, high }) => partition >= 3 && high !== '0',
        );
      await eventually(async () => expect(await inUse()).not.toEqual([]), { timeoutMs: 60_000 });
      await admin.disconnect();
    });
    expect(verdict.faults).toEqual([]);
    expect(verdict.purchases - before).toBeGreaterThan(300);
    before = verdict.purchases;
  }, 300_000);

  it('loses and doubles nothing while replicas of the services join and leave', async () => {
    const { platform } = world;
    const start = async (app: 'license-pool' | 'api-gateway' | 'companies' | 'catalog', replica: number) =>
      (await platform.startReplica(app, replica)).ready();
    const verdict = await world.during({ seed: 12, perSecond: 100 }, async () => {
      const apps = ['license-pool', 'api-gateway', 'companies', 'catalog'] as const;
      await Promise.all(apps.map(async (app) => start(app, 3)));
      await sleep(2000);
      await Promise.all(apps.map(async (app) => platform.services.get(app)?.stop()));
      await sleep(2000);
      await Promise.all([start('license-pool', 4), start('api-gateway', 4)]);
      await sleep(2000);
    });
    expect(verdict.faults).toEqual([]);
    expect(verdict.purchases - before).toBeGreaterThan(300);
  }, 300_000);
});
