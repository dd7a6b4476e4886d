import { join } from 'node:path';
import { type Servers, startServers } from '@reservoir/testing/servers';
import { Command, InvalidArgumentError } from 'commander';
import { rootFolder } from '../build/apps.js';
import { buildApps } from '../build/build-apps.js';
import { apiOf } from '../platform/api.js';
import { loadDemoWorld } from '../platform/load-demo-world.js';
import { type Platform, apps, startPlatform } from '../platform/platform.js';
import { farewell } from './farewell.js';
import { openOrdersTopic } from './orders-topic.js';
import { heading, progress } from './screen.js';
import { walk } from './walk.js';

interface Flags {
  readonly once: boolean;
  readonly reset: boolean;
  readonly demo: boolean;
  readonly sandbox: boolean;
  readonly port: number;
  readonly healthPort: number;
  readonly issuerPort: number;
}

const program = new Command('npm start --')
  .description(
    'Starts Reservoir on this machine: Kafka, MongoDB and every service, loads the demonstration world, walks the main job and stays up.',
  )
  .option('--once', 'exit after the walk: 0 only if every step came out right', false)
  .option('--reset', 'clear the data of earlier starts first', false)
  .option('--no-demo', 'neither load the demonstration world nor walk')
  .option('--no-sandbox', 'play real time only: nobody can advance the clock')
  .option('--port <port>', 'port of the API gateway', port, Number(process.env['PORT'] ?? 3000))
  .option(
    '--health-port <port>',
    'first port of the probes',
    port,
    Number(process.env['HEALTH_PORT'] ?? 3100),
  )
  .option('--issuer-port <port>', 'port of the development issuer', port, 3999)
  .addHelpText(
    'after',
    `
Kafka and MongoDB are taken from KAFKA_BROKERS and MONGODB_URI if set, else from docker compose if an engine answers,
else from local packages (pip and mvn, cached once). Data and logs are under .data/.
The operator can advance the clock of the whole system (POST /v1/sandbox/clock:advance). A clock that was advanced
stays so in later starts, until --reset.`,
  )
  .showHelpAfterError();

const stack: (() => Promise<void>)[] = [];
let ending: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void end(signal === 'SIGINT' ? 130 : 143));

await main(program.parse().opts<Flags>()).catch(async (error: unknown) => {
  if (ending) return ending;
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  return end(1);
});

async function main(flags: Flags): Promise<void> {
  const started = performance.now();
  const servers = await startBoth(flags);
  heading('Services');
  for (const { name, bytes } of await buildApps(apps))
    progress(`${name} built, ${(bytes / 1000).toFixed(0)} kB`);
  const platform = await startServices(flags, servers);
  if (flags.demo) await demonstrate(platform, servers);
  heading(`Reservoir is up after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (flags.once) await end(0);
  console.log(farewell(platform, servers, flags));
}

async function startBoth(flags: Flags): Promise<Servers> {
  heading('Kafka and MongoDB');
  const servers = await startServers({
    dataDir: join(rootFolder, '.data', 'servers'),
    reset: flags.reset,
    kafkaPort: 9092,
    mongodbPort: 27017,
    onProgress: progress,
    onFailure: (error) => {
      console.error(error.message);
      void end(1);
    },
  });
  stack.push(async () => servers.stop());
  progress(
    `Kafka at ${servers.kafkaBrokers}, MongoDB at ${withoutPassword(servers.mongodbUri)} (${servers.origin})`,
  );
  return servers;
}

async function startServices(flags: Flags, servers: Servers): Promise<Platform> {
  const platform = await startPlatform({
    servers,
    logFolder: join(rootFolder, '.data', 'logs'),
    port: flags.port,
    healthPort: flags.healthPort,
    issuerPort: flags.issuerPort,
    env: { SANDBOX: flags.sandbox ? 'on' : 'off' },
    onProgress: progress,
  });
  stack.push(async () => platform.stop());
  for (const service of platform.services.values())
    void service.exited.then((code) => {
      if (ending) return;
      console.error(
        `\n${service.name} ended with ${code}. Its log is ${service.logFile}:\n${service.lastLines()}`,
      );
      void end(1);
    });
  return platform;
}

async function demonstrate(platform: Platform, servers: Servers): Promise<void> {
  heading('The demonstration world');
  const { issuer, url } = platform;
  await loadDemoWorld(apiOf(url, await issuer.token({ role: 'operator', user: 'operator' })), progress);
  heading('From a purchase to licences at a customer');
  const orders = await openOrdersTopic(servers.kafkaBrokers);
  try {
    await walk(apiOf(url, await issuer.token({ company: 'partner-gold', role: 'total-control' })), orders);
  } finally {
    await orders.close();
  }
}

/** Ends everything in the reverse order of its start. */
async function end(code: number): Promise<never> {
  ending ??= (async () => {
    heading('Closing');
    for (const stop of stack.reverse()) await stop();
    process.exit(code);
  })();
  return ending;
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new InvalidArgumentError('a port is 1 to 65535');
  return number;
}

function withoutPassword(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//…@');
}
