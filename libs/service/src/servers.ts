import type { Connection } from 'mongoose';
import type { ServiceEnv } from './env.js';
import { createKafka, groupOf } from './kafka.js';
import type { Logger } from './logger.js';
import { ServerUnfit, connectMongo } from './mongo.js';
import type { TopicsOfService } from './topic-plans.js';
import { TopicsMissing, ensureTopics } from './topics.js';
import { type WaitOptions, waitFor } from './wait-for.js';

type Patience = Pick<WaitOptions, 'deadline' | 'logger' | 'signal'>;

const howLong = 'START_TIMEOUT_MS sets how long to wait';

/** Waits until MongoDB can be used, and connects. */
export const awaitMongo = (service: string, env: ServiceEnv, patience: Patience): Promise<Connection> =>
  waitFor(() => connectMongo(service, env), {
    ...patience,
    server: `MongoDB at ${hostsOf(env.mongodbUri)}`,
    advice: `Start it, or set MONGODB_URI to where it is; ${howLong}`,
    isFinal: (error) => error instanceof ServerUnfit || isRefusal(error),
  });

/** Waits until Kafka can be used and has the topics of the service. */
export async function awaitKafka(
  service: TopicsOfService & { readonly name: string },
  env: ServiceEnv,
  patience: Patience,
): Promise<void> {
  await waitFor(() => prepareKafka(service, env, patience.logger), {
    ...patience,
    server: `Kafka at ${env.kafkaBrokers.join(',')}`,
    advice: `Start it, or set KAFKA_BROKERS to where it is; ${howLong}`,
    isFinal: (error) => error instanceof TopicsMissing || isRefusal(error),
  });
}

/**
 * One attempt, without retries and logs of kafkajs's own: the one who waits says what there is to say. A Kafka that has
 * just started has no coordinator for our group yet, and a consumer that asks too early crashes.
 */
async function prepareKafka(
  service: TopicsOfService & { readonly name: string },
  env: ServiceEnv,
  logger: Logger,
): Promise<void> {
  const quiet = logger.child({}, { level: 'silent' });
  const admin = createKafka(service.name, env, quiet, 0).admin();
  try {
    await admin.connect();
    const topics = await ensureTopics(admin, service, env);
    if (topics.length > 0) logger.info({ topics }, 'topics made');
    await admin.describeGroups([groupOf(service.name, env)]);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

const refusalCodes: ReadonlySet<unknown> = new Set([13, 18, 8000]); // Unauthorized, AuthenticationFailed, AtlasError
const refusalNames: ReadonlySet<unknown> = new Set([
  'KafkaJSSASLAuthenticationError',
  'MongoParseError',
  'MongoInvalidArgumentError',
]);

/** True when a server answers, but not to us: wrong credentials or a wrong address. */
const isRefusal = (error: unknown): boolean => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return refusalCodes.has(code) || refusalNames.has(name);
};

/** The hosts of a connection string, without what is secret in it. */
const hostsOf = (uri: string): string => /^[^:]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? 'MONGODB_URI';
