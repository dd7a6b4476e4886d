import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type SandboxClock, newId, systemClock } from '@reservoir/kernel';
import { type TopicName, clockSet, serviceReported } from '@reservoir/messages';
import type { Admin } from 'kafkajs';
import type { CommandPublisher } from '../command-publisher.js';
import type { ServiceOutline } from '../definition.js';
import { createKafka } from '../kafka.js';
import { Lease } from '../lease.js';
import type { Lifecycle } from '../lifecycle.js';
import { mongoLeases } from '../mongo-leases.js';
import type { Platform } from '../platform.module.js';
import { provided } from '../provided.js';
import type { Scheduler } from '../scheduler.js';
import type { Application } from '../start-application.js';
import { ADVANCES } from '../tokens.js';
import { type Advances, type Conducting, Conductor } from './conductor.js';
import { type Ends, partitionKey } from './quiet.js';
import { Reporter } from './reporter.js';
import { ReportsFollower } from './reports-follower.js';
import { workLeftIn } from './work-left.js';

/** The topics of the sandbox: every process reads them for itself. */
export const sandboxTopics: readonly TopicName[] = [clockSet.topic, serviceReported.topic];

/** Answers the services that do not in time are asked again; in milliseconds. */
const answerWithinMs = 1500;

/** Longer than a parked record waits, and than a command is sent again after. */
const patienceMs = 150_000;

/** Lets the service report to the sandbox clock; and advance it, if it is the one that operators ask for it. */
export async function startSandbox(
  definition: ServiceOutline,
  platform: Platform,
  { nest }: Application,
  scheduler: Scheduler | undefined,
  lifecycle: Lifecycle,
): Promise<void> {
  const { sandbox } = platform;
  if (!sandbox) return;
  if (scheduler) await startReporter(definition, platform, scheduler, lifecycle);
  const advances = provided(nest, ADVANCES) as Advances | undefined;
  if (advances) await startConductor(definition, platform, advances, lifecycle);
}

async function startReporter(
  { name, env, subscriptions }: ServiceOutline,
  { sandbox, mongo, commands, clock, logger }: Platform,
  scheduler: Scheduler,
  lifecycle: Lifecycle,
): Promise<void> {
  const workLeft = workLeftIn(
    mongo,
    env.topicPrefix,
    subscriptions.map(({ topic }) => topic),
  );
  const reporter = new Reporter({ service: name, scheduler, workLeft, publisher: commands, clock, logger });
  const follow = async (): Promise<void> => {
    await reporter.hello();
    sandbox?.follow((set) => reporter.answer(set));
  };
  await lifecycle.start('reports to the sandbox clock', follow, async () => reporter.stop());
}

async function startConductor(
  { name, env }: ServiceOutline,
  { sandbox, mongo, commands, logger }: Platform,
  advances: Advances,
  lifecycle: Lifecycle,
): Promise<void> {
  if (!sandbox) return;
  const { clock } = sandbox;
  const { topicPrefix, leaseMs } = env;
  const kafka = createKafka(`${name}-sandbox`, env, logger, Infinity);
  const follower = new ReportsFollower();
  await lifecycle.start(
    'reports',
    async () => follower.start(kafka, topicPrefix, name),
    async (stop) => stop(),
  );
  const admin = kafka.admin();
  await lifecycle.start(
    'ends of topics',
    async () => admin.connect(),
    async () => admin.disconnect(),
  );
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
  const lease = new Lease(mongoLeases(mongo), 'sandbox-clock', owner, leaseMs);
  const conductor = new Conductor({
    ...{ advances, clock, logger, lease, newId, patienceMs },
    ...speaking(commands, clock),
    services: () => follower.services(),
    reports: async (ask) => follower.to(ask, answerWithinMs),
    ends: async () => endsOf(admin, topicPrefix, follower.topics()),
    base: systemClock,
    monotonic: () => performance.now(),
  });
  await lifecycle.start(
    'conductor',
    () => conductor.start(),
    async () => conductor.stop(),
  );
}

/** How a conductor speaks: what this process has not read yet must not be undone by what it writes. */
const speaking = (commands: CommandPublisher, clock: SandboxClock): Pick<Conducting, 'send' | 'publish'> => ({
  send: async (outgoing) => commands.send(outgoing),
  publish: async (set) => {
    const data = { ...set, aheadMs: Math.max(set.aheadMs, clock.aheadMs) };
    await commands.send([{ message: clockSet, data, id: set.ask }]);
  },
});

async function endsOf(admin: Admin, topicPrefix: string, topics: Iterable<string>): Promise<Ends> {
  const all = await Promise.all(
    [...topics].map(async (topic) => {
      const partitions = await admin.fetchTopicOffsets(topicPrefix + topic);
      return partitions.map(({ partition, high }) => [partitionKey(topic, partition), Number(high)] as const);
    }),
  );
  return new Map(all.flat());
}
