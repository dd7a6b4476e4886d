import { openDataFolder } from './data-folder.js';
import { startInDocker } from './docker.js';
import { addressesInEnvironment } from './environment.js';
import { kafkaAnswers } from './kafka.js';
import { startLocal } from './local.js';
import { mongodbAnswers } from './replica-set.js';
import type { Addresses, Lacking, ServerOptions, Servers } from './servers.js';

/**
 * Finds or starts Kafka and MongoDB: those that KAFKA_BROKERS and MONGODB_URI name, else in Docker if an engine
 * answers, else from binaries of this machine. What is started here ends with this process, however it ends.
 * @throws Error when nothing works, naming the three ways and what each lacks.
 */
export async function startServers(options: ServerOptions): Promise<Servers> {
  const named = addressesInEnvironment(process.env);
  if (named) {
    await bothAnswer(named);
    return { ...named, origin: 'environment', stop: () => Promise.resolve() };
  }
  const data = await openDataFolder(
    options.dataDir,
    options.reset ?? false,
    options.onProgress ?? (() => undefined),
  );
  try {
    const docker = await startInDocker(data, options);
    if ('stop' in docker) return docker;
    const local = await startLocal(data, options);
    if ('stop' in local) return local;
    throw new Error(whatIsLacking(docker, local));
  } catch (error) {
    await data.close();
    throw error;
  }
}

/** One message for a human who has none of the three. */
export function whatIsLacking(docker: Lacking, local: Lacking): string {
  const list = ({ lacks }: Lacking): string =>
    lacks.map((lack) => lack.replaceAll('\n', '\n      ')).join('\n      ');
  return `Kafka and MongoDB are needed, and none of the three ways to them works here:
  1. environment: KAFKA_BROKERS and MONGODB_URI are not set
  2. Docker: ${list(docker)}
  3. local packages: ${list(local)}`;
}

async function bothAnswer(named: Addresses): Promise<void> {
  const patienceMs = 5_000;
  const faults = await Promise.all([
    faultOf(`KAFKA_BROKERS=${named.kafkaBrokers}`, () => kafkaAnswers(named.kafkaBrokers.split(','))),
    faultOf('MONGODB_URI', () => mongodbAnswers(named.mongodbUri, patienceMs)),
  ]);
  const found = faults.filter((fault) => fault !== undefined);
  if (found.length > 0) throw new Error(found.join('\n'));
}

async function faultOf(what: string, check: () => Promise<void>): Promise<string | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    return `no usable server at ${what}: ${(error as Error).message}`;
  }
}
