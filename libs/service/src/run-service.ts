import { systemClock } from '@reservoir/kernel';
import { CommandPublisher } from './command-publisher.js';
import type { RunningService, ServiceDefinition, ServiceOutline } from './definition.js';
import type { ServiceEnv } from './env.js';
import { createKafka } from './kafka.js';
import { Ending, Lifecycle } from './lifecycle.js';
import { type Logger, createLogger } from './logger.js';
import { createMetrics } from './metrics.js';
import { watchMongo } from './mongo.js';
import type { Platform } from './platform.module.js';
import { startProbes } from './probes.js';
import { awaitKafka, awaitMongo } from './servers.js';
import { ServiceState } from './service-state.js';
import { startApplication } from './start-application.js';
import { ClockFollower } from './sandbox/clock-follower.js';
import { sandboxTopics, startSandbox } from './sandbox/start-sandbox.js';
import { startScheduler } from './start-scheduler.js';
import { ServerUnavailable } from './wait-for.js';
import { watchKafka } from './watch-kafka.js';

/**
 * Starts a service and installs the signal handlers of its process: probes, MongoDB, topics, the application with its
 * transport, the scheduler, HTTP. SIGTERM and SIGINT stop it in the opposite order, with exit 0. A start that fails ends
 * the process with 1 and says what to do.
 */
export async function runService<Env extends ServiceEnv>(
  definition: ServiceDefinition<Env>,
): Promise<RunningService> {
  const { name, env } = definition;
  const logger = createLogger(name, env.logLevel);
  const { shutdownTimeoutMs } = env;
  const lifecycle = new Lifecycle({ logger, shutdownTimeoutMs, exit: (code) => process.exit(code) });
  const state = new ServiceState();
  lifecycle.ending.addEventListener('abort', () => {
    state.stopping = true;
  });
  try {
    return await start(definition, lifecycle, state, logger);
  } catch (error) {
    if (!(error instanceof Ending)) {
      const why = error instanceof Error ? error.message : String(error);
      // What people can mend needs no stack.
      logger.fatal(error instanceof ServerUnavailable ? {} : { error }, `cannot start: ${why}`);
      lifecycle.end(1);
    }
    // The process is about to end: nobody is to go on as if it ran.
    return new Promise(() => undefined);
  }
}

async function start<Env extends ServiceEnv>(
  definition: ServiceDefinition<Env>,
  lifecycle: Lifecycle,
  state: ServiceState,
  logger: Logger,
): Promise<RunningService> {
  const { name, env } = definition;
  const startedAt = performance.now();
  const metrics = createMetrics(name);
  const probes = await lifecycle.start(
    'probes',
    () => startProbes(env.healthPort, () => state, metrics),
    (it) => it.close(),
  );
  const healthPort = probes.port;
  logger.info({ node: process.version, pid: process.pid, healthPort }, 'starting');
  const platform = await startPlatform(definition, lifecycle, state, { logger, metrics });
  const app = await startApplication(definition, platform, lifecycle, state);
  const scheduler = await startScheduler(definition, platform, app, lifecycle);
  await startSandbox(definition, platform, app, scheduler, lifecycle);
  await app.listen();
  state.started = true;
  logger.info({ ms: Math.round(performance.now() - startedAt) }, 'ready');
  return { healthPort, stop: () => lifecycle.stop() };
}

/** What a service stands on: the servers, and the clients to them. */
async function startPlatform(
  definition: ServiceOutline,
  lifecycle: Lifecycle,
  state: ServiceState,
  { logger, metrics }: Pick<Platform, 'logger' | 'metrics'>,
): Promise<Platform> {
  const { name, env } = definition;
  const patience = {
    deadline: performance.now() + env.startTimeoutMs,
    logger,
    signal: lifecycle.ending,
  };
  const mongo = await lifecycle.start(
    'MongoDB',
    () => awaitMongo(name, env, patience),
    (it) => it.close(),
  );
  state.mongodb = watchMongo(mongo);
  const publishes = env.sandbox ? [...definition.publishes, ...sandboxTopics] : definition.publishes;
  await awaitKafka({ ...definition, publishes }, env, patience);
  state.kafka = await lifecycle.start(
    'watch of Kafka',
    () => watchKafka(name, env, logger),
    (it) => it.stop(),
  );
  const kafka = createKafka(name, env, logger);
  const sandbox = env.sandbox ? await startFollower(definition, lifecycle, logger) : null;
  const clock = sandbox?.clock ?? systemClock;
  const { topicPrefix, sliceBytes } = env;
  const commands = await lifecycle.start(
    'commands',
    () => new CommandPublisher(kafka, { source: `/reservoir/${name}`, topicPrefix, clock, sliceBytes }),
    (it) => it.disconnect(),
  );
  return { mongo, kafka, commands, clock, sandbox, logger, metrics, shutdown: lifecycle.ending };
}

/** The clock is set before anything asks it. */
async function startFollower(
  { name, env }: ServiceOutline,
  lifecycle: Lifecycle,
  logger: Logger,
): Promise<ClockFollower> {
  const follower = new ClockFollower();
  const kafka = createKafka(`${name}-clock`, env, logger, Infinity);
  const start = async (): Promise<() => Promise<void>> => follower.start(kafka, env.topicPrefix, name);
  await lifecycle.start('sandbox clock', start, async (stop) => stop());
  logger.warn({ now: follower.clock.now() }, 'SANDBOX is on: operators can advance the clock');
  return follower;
}
