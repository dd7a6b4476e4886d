import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ChunkStores, ChunkServer, messagingCollections } from '@reservoir/messaging';
import type { ServiceDefinition, ServiceOutline } from './definition.js';
import type { ServiceEnv } from './env.js';
import { ensureIndexes } from './indexes.js';
import { createKafka, groupOf } from './kafka.js';
import type { Lifecycle } from './lifecycle.js';
import { messagingMetrics } from './messaging-metrics.js';
import { nestLogger } from './nest-logger.js';
import { type Platform, PlatformModule } from './platform.module.js';
import { provided } from './provided.js';
import type { ServiceState } from './service-state.js';
import { STORES } from './tokens.js';

/** The Nest application, its transport running. */
export interface Application {
  readonly nest: NestFastifyApplication;
  /** Opens the HTTP port, if the service has one. */
  listen(): Promise<void>;
}

/** Requests that are still being answered get so long before their connections are cut, in milliseconds. */
const drainMs = 10_000;

/** Builds the application, makes its collections and indexes, and starts to consume. */
export async function startApplication<Env extends ServiceEnv>(
  definition: ServiceDefinition<Env>,
  platform: Platform,
  lifecycle: Lifecycle,
  state: ServiceState,
): Promise<Application> {
  const { env, http, subscriptions } = definition;
  const nest = await lifecycle.start(
    'application',
    () => build(definition, platform),
    (it) => it.close(),
  );
  messagingCollections(platform.mongo);
  await ensureIndexes(platform.mongo);
  await http?.configure?.(nest);
  if (subscriptions.length > 0) await startTransport(definition, platform, nest, lifecycle, state);
  else await nest.init();
  return {
    nest,
    async listen() {
      if (!http) return;
      const open = async (): Promise<void> => {
        await nest.listen(http.port, '0.0.0.0');
        platform.logger.info({ port: http.port }, 'HTTP is open');
      };
      await lifecycle.start('HTTP', open, () => drain(nest, env.shutdownDelayMs));
    },
  };
}

async function build<Env extends ServiceEnv>(
  { module, env, http }: ServiceDefinition<Env>,
  platform: Platform,
): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(
    PlatformModule.around(module(env), platform),
    new FastifyAdapter(http?.server),
    { logger: nestLogger(platform.logger), abortOnError: false },
  );
}

async function startTransport(
  definition: ServiceOutline,
  { mongo, clock, logger, metrics }: Platform,
  nest: NestFastifyApplication,
  lifecycle: Lifecycle,
  state: ServiceState,
): Promise<void> {
  const { name, env, subscriptions, publishes } = definition;
  const strategy = new ChunkServer({
    ...env,
    service: name,
    // However long Kafka is away, the consumer waits: only what waiting cannot mend may crash it.
    kafka: createKafka(name, env, logger, Infinity),
    connection: mongo,
    stores: () => (provided(nest, STORES) ?? {}) as ChunkStores,
    subscriptions,
    publishes,
    clock,
    forgetsSent: env.sandbox,
    logger,
    metrics: messagingMetrics(metrics),
    groupId: groupOf(name, env),
    onCrash(error) {
      state.crash = `the consumer has crashed: ${error instanceof Error ? error.message : String(error)}`;
      logger.fatal({ error }, 'the consumer has crashed: ending');
      lifecycle.end(1);
    },
  });
  nest.connectMicroservice({ strategy });
  await nest.init();
  await lifecycle.start(
    'transport',
    async () => {
      await nest.startAllMicroservices();
      state.consumesWith(() => strategy.health());
    },
    () => strategy.close(),
  );
}

/** Answers what came in, and takes nothing new; before that, lets load balancers see that this process is not ready. */
async function drain(nest: NestFastifyApplication, delayMs: number): Promise<void> {
  await sleep(delayMs);
  const closed = nest.getHttpAdapter().getInstance().close();
  await Promise.race([closed, sleep(drainMs, undefined, { ref: false })]);
  nest.getHttpServer().closeAllConnections();
  await closed;
}
