import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaProperties } from './kafka-properties.js';
import { type KafkaProgram, findKafka } from './kafka-program.js';
import type { Placement, StartedServer } from './local.js';
import { choosePort, freePort } from './ports.js';
import { runToEnd } from './programs.js';
import { supervise } from './supervise.js';
import { untilReady } from './until-ready.js';

/** Starts Kafka in its data folder and waits until it answers. */
export async function startKafka(place: Placement): Promise<StartedServer> {
  const { data, report } = place;
  const program = await findKafka(report);
  const folder = await data.folderOf('kafka');
  const port = await choosePort(place.port, report);
  const properties = join(folder, 'server.properties');
  const dataFolder = join(folder, 'data');
  await mkdir(dataFolder, { recursive: true });
  await writeFile(properties, kafkaProperties({ port, controllerPort: await freePort(), dataFolder }));
  if (!existsSync(join(dataFolder, 'meta.properties'))) await format(program, properties, folder);
  report(`starting on port ${port}`);
  const server = supervise({
    command: program.java,
    args: [
      ...['-Xms128m', '-Xmx512m', ...(place.quickKafka ? quick : [])],
      ...['-cp', program.classPath, 'kafka.Kafka', properties],
    ],
    logFile: join(folder, 'kafka.log'),
    graceMs: data.ephemeral ? 0 : 4_000,
    ...(data.ephemeral ? { removeAfterwards: [folder] } : {}),
  });
  await data.alsoUsedBy(server.pid);
  const address = `127.0.0.1:${port}`;
  await untilReady('Kafka', server, () => kafkaAnswers([address]));
  return { server, address };
}

/**
 * Resolves when the cluster has a controller and a broker that clients can reach.
 * @throws Error when it does not answer now.
 */
export async function kafkaAnswers(brokers: readonly string[]): Promise<void> {
  const kafka = new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    if (cluster.brokers.length === 0 || (cluster.controller ?? -1) < 0)
      throw new Error('no broker is registered');
  } finally {
    await admin.disconnect();
  }
}

/** A JVM that neither optimises what it runs much nor collects garbage beside it. */
const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** Prepares an empty data folder; a second JVM for a moment. */
async function format(program: KafkaProgram, properties: string, folder: string): Promise<void> {
  const id = randomBytes(16);
  id[0] = 1; // an id that begins with a dash would be read as an option
  const clusterId = id.toString('base64url');
  const args = [...quick, '-cp', program.classPath, 'kafka.tools.StorageTool', 'format'];
  await runToEnd(
    'format',
    program.java,
    [...args, '-t', clusterId, '-c', properties],
    join(folder, 'format.log'),
    () => undefined,
  );
}
