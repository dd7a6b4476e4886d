import { join } from 'node:path';
import { startServers } from '@reservoir/testing/servers';
import { randomBytes } from 'node:crypto';
import { rootFolder } from '../../build/apps.js';
import { buildApps } from '../../build/build-apps.js';
import { apiOf, type Api } from '../../platform/api.js';
import { loadDemoWorld } from '../../platform/load-demo-world.js';
import { apps, startPlatform } from '../../platform/platform.js';
import { type OrdersTopic, openOrdersTopic } from '../../start/orders-topic.js';
import { type Story, followEvents } from './events.js';

/** A whole system of its own, whose clock can be advanced. */
export interface YearSystem {
  readonly operator: Api;
  readonly orders: OrdersTopic;
  readonly story: Story;
  /** A caller in total control of a company. */
  as(company: string): Promise<Api>;
  stop(): Promise<void>;
}

/** Starts Kafka, MongoDB and every service with SANDBOX=on, and loads the demonstration world; nothing of it is kept. */
export async function startSystem(onProgress: (line: string) => void): Promise<YearSystem> {
  const run = `year-${randomBytes(3).toString('hex')}`;
  const stack: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stack.splice(0).reverse()) await one();
  };
  try {
    const servers = await startServers({ dataDir: 'ephemeral', onProgress });
    stack.push(async () => servers.stop());
    await buildApps(apps);
    const platform = await startPlatform({
      ...{
        servers,
        logFolder: join(rootFolder, '.data', 'logs', run),
        topicPrefix: `${run}.`,
        database: run,
      },
      env: { SANDBOX: 'on' },
    });
    stack.push(async () => platform.stop());
    const { url, issuer } = platform;
    const operator = apiOf(url, await issuer.token({ role: 'operator', user: 'operator' }));
    await loadDemoWorld(operator, onProgress);
    const orders = await openOrdersTopic(servers.kafkaBrokers, `${run}.`);
    stack.push(async () => orders.close());
    const story = await followEvents(servers.kafkaBrokers, `${run}.`);
    stack.push(async () => story.close());
    const as = async (company: string): Promise<Api> =>
      apiOf(url, await issuer.token({ company, role: 'total-control' }));
    return { operator, orders, story, as, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
