import type { Admin, ITopicConfig } from 'kafkajs';
import { type TopicEnv, type TopicsOfService, settingsOf, topicPlans } from './topic-plans.js';

/**
 * Makes the topics that are missing, and waits until each has its leaders. Topics that exist are never altered. Several
 * services may do it at the same time.
 * @returns the names of those that this call made
 * @throws TopicsMissing when Kafka refuses to make one: it says what an administrator has to make.
 */
export async function ensureTopics(
  admin: Admin,
  service: TopicsOfService,
  env: TopicEnv,
): Promise<readonly string[]> {
  const { brokers } = await admin.describeCluster();
  const plans = topicPlans(service, env, brokers.length);
  const existing = new Set(await admin.listTopics());
  const missing = plans.filter(({ topic }) => !existing.has(topic));
  if (missing.length === 0) return [];
  const refused = await create(admin, missing);
  const failed = missing.filter(({ topic }) => !['', taken].includes(refused.get(topic) ?? ''));
  if (failed.length > 0) throw new TopicsMissing(failed, refused);
  await untilLed(admin, missing);
  return missing.map(({ topic }) => topic).filter((topic) => refused.get(topic) !== taken);
}

/** Kafka refused to make topics. */
export class TopicsMissing extends Error {
  override readonly name = 'TopicsMissing';
  constructor(plans: readonly ITopicConfig[], reasons: ReadonlyMap<string, string>) {
    const lines = plans.map((one) => `  ${one.topic} (${reasons.get(one.topic) ?? ''}): ${settingsOf(one)}`);
    super(`Kafka refused to make these topics; make them, or allow this user to:\n${lines.join('\n')}`);
  }
}

const taken = 'TOPIC_ALREADY_EXISTS';

/** Gives Kafka's refusals by topic; a topic that another service made meanwhile is `taken`. */
async function create(admin: Admin, plans: readonly ITopicConfig[]): Promise<ReadonlyMap<string, string>> {
  try {
    const made = await admin.createTopics({ topics: [...plans], waitForLeaders: false, timeout: 15_000 });
    return made ? new Map() : new Map(plans.map(({ topic }) => [topic, taken]));
  } catch (error) {
    const { errors } = error as { errors?: readonly { topic: string; type: string }[] };
    if (!errors) throw error;
    return new Map(errors.map(({ topic, type }) => [topic, type]));
  }
}

/** A topic can be listed before its partitions can be written to. */
async function untilLed(admin: Admin, plans: readonly ITopicConfig[], timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const waiting = await withoutLeader(admin, plans);
    if (waiting.length === 0) return;
    if (performance.now() > deadline)
      throw new Error(`no leader for ${waiting.join(', ')} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function withoutLeader(admin: Admin, plans: readonly ITopicConfig[]): Promise<readonly string[]> {
  const names = plans.map(({ topic }) => topic);
  try {
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
    const led = found.filter(
      ({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0),
    );
    return names.filter((name) => !led.some((topic) => topic.name === name));
  } catch (error) {
    const { type } = error as { type?: string };
    if (type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'LEADER_NOT_AVAILABLE') return names;
    throw error;
  }
}
