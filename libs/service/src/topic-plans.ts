import { type TopicName, type TopicSettings, deadLetterTopicOf, topics } from '@reservoir/messages';
import type { ITopicConfig } from 'kafkajs';
import type { ServiceEnv } from './env.js';

const dayMs = 86_400_000;
const deadLetterDays = 90;

/** A dead letter is the original, which may be as large as a record can be (1 MB), and its reason. */
const deadLetterBytes = 2 * 1024 * 1024;

/** What the environment says of new topics. */
export type TopicEnv = Pick<ServiceEnv, 'topicPrefix' | 'topicPartitions' | 'topicReplication'>;

/** The topics that a service touches. */
export interface TopicsOfService {
  readonly subscriptions: readonly { readonly topic: TopicName }[];
  readonly publishes: readonly TopicName[];
}

/**
 * How the topics of a service, and the dead letters of what it consumes, are to be made.
 * @param brokers how many brokers Kafka has: from three on, a record survives the loss of any one of them
 */
export function topicPlans(
  service: TopicsOfService,
  env: TopicEnv,
  brokers: number,
): readonly ITopicConfig[] {
  const consumed = service.subscriptions.map(({ topic }) => topic);
  const kept = [...new Set([...consumed, ...service.publishes])].map(
    (topic) => [topic, topics[topic]] as const,
  );
  const dead = consumed.map((topic) => [deadLetterTopicOf(topic), deadLetters] as const);
  return [...kept, ...dead].map(([topic, settings]) => plan(env.topicPrefix + topic, settings, env, brokers));
}

const deadLetters: TopicSettings & { readonly maxBytes: number } = {
  cleanup: 'delete',
  retentionDays: deadLetterDays,
  maxBytes: deadLetterBytes,
  summary: 'Records that could not be processed',
};

function plan(
  topic: string,
  settings: TopicSettings & { readonly maxBytes?: number },
  env: TopicEnv,
  brokers: number,
): ITopicConfig {
  const replicationFactor = env.topicReplication ?? Math.min(3, brokers);
  const config = {
    'cleanup.policy': settings.cleanup,
    'min.insync.replicas': replicationFactor >= 3 ? 2 : 1,
    'unclean.leader.election.enable': false,
    ...(settings.retentionDays !== undefined && { 'retention.ms': settings.retentionDays * dayMs }),
    ...(settings.maxBytes !== undefined && { 'max.message.bytes': settings.maxBytes }),
  };
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value: String(value) }));
  return { topic, numPartitions: env.topicPartitions, replicationFactor, configEntries };
}

/** A plan, for the administrator who has to carry it out. */
export const settingsOf = ({ numPartitions, replicationFactor, configEntries = [] }: ITopicConfig): string =>
  [
    `partitions ${numPartitions ?? 1}`,
    `replicas ${replicationFactor ?? 1}`,
    ...configEntries.map(({ name, value }) => `${name}=${value}`),
  ].join(', ');
