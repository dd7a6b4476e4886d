import { randomUUID } from 'node:crypto';
import { setImmediate as soonest } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { type Instant, epochMs, instant } from '@reservoir/kernel';
import { clockSet, toKafkaMessage } from '@reservoir/messages';
import { eventually, produce } from '@reservoir/testing';
import type { AppName, ServiceProcess } from '@reservoir/tools/platform';
import { soon } from './playing.js';
import { clock, world } from './sandbox.js';

/** Sets all clocks at once, while somebody is down who would have to answer for an advance. */
export async function jump(to: Instant): Promise<void> {
  const aheadMs = epochMs(to) - Date.now();
  const id = randomUUID();
  const attributes = { id, source: '/case', time: instant(Date.now()), correlationId: id };
  const set = toKafkaMessage(clockSet, { ask: id, aheadMs, advance: null }, attributes);
  await produce(world.topicPrefix + clockSet.topic, [set]);
  await eventually(async () => expect((await clock()).now >= to).toBe(true), soon);
}

/** The processes of a service that have not ended. */
export async function running(app: AppName): Promise<readonly ServiceProcess[]> {
  const replicas = [...world.platform.services.values()].filter((one) => one.app === app);
  const ended = await Promise.all(
    replicas.map(async ({ exited }) => Promise.race([exited.then(() => true), soonest(false)])),
  );
  return replicas.filter((_, index) => !ended[index]);
}

/** Takes every process of a service down. */
export async function takeDown(app: AppName): Promise<void> {
  await Promise.all((await running(app)).map(async (replica) => replica.stop()));
}

/** Starts another process of a service. */
export async function bringUp(app: AppName, replica: number): Promise<void> {
  await (await world.platform.startReplica(app, replica)).ready();
}

/** Lets no process of a service do anything; what it is sent waits. */
export const freeze = async (app: AppName): Promise<void> =>
  (await running(app)).forEach((replica) => replica.signal('SIGSTOP'));

/** Lets them go on. */
export const wake = async (app: AppName): Promise<void> =>
  (await running(app)).forEach((replica) => replica.signal('SIGCONT'));
