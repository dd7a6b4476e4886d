import { rm, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { type Servers, startServers } from '@reservoir/testing/servers';

interface Flags {
  readonly dataDir: string;
  readonly reset: boolean;
  readonly ephemeral: boolean;
  readonly writeEnv?: string;
  readonly kafkaPort?: number;
  readonly mongodbPort?: number;
  readonly forbidCollectionScans?: boolean;
}

const program = new Command('npm run servers --')
  .description('Runs Kafka and MongoDB in the foreground and prints how to reach them. Ctrl-C ends both.')
  .option('--data-dir <folder>', 'where the data is kept between runs', '.data/servers')
  .option('--reset', 'clear the data first', false)
  .option('--ephemeral', 'keep nothing: a temporary folder, free ports, collection scans forbidden', false)
  // Not --env-file: node takes that one for itself, wherever it stands.
  .option('--write-env <file>', 'also write the export lines to a file; it is removed at the end')
  .option('--kafka-port <port>', 'preferred port of Kafka', port)
  .option('--mongodb-port <port>', 'preferred port of MongoDB', port)
  .option('--forbid-collection-scans', 'make MongoDB refuse every query that no index serves')
  .showHelpAfterError();

try {
  await main(program.parse().opts<Flags>());
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function main(flags: Flags): Promise<void> {
  const running = { stop: (): Promise<void> => Promise.resolve() };
  const end = async (code: number): Promise<void> => {
    await running.stop();
    if (flags.writeEnv) await rm(flags.writeEnv, { force: true });
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
  const servers = await startServers({
    quickKafka: true,
    ...flags,
    dataDir: flags.ephemeral ? 'ephemeral' : flags.dataDir,
    onProgress: (line) => console.error(line),
    onFailure: (error) => {
      console.error(error.message);
      void end(1);
    },
  });
  running.stop = servers.stop;
  const lines = exportLines(servers);
  if (flags.writeEnv) await writeFile(flags.writeEnv, lines);
  console.error(`ready (${servers.origin}):`);
  process.stdout.write(lines);
  if (servers.origin === 'environment') process.exit(0);
}

function exportLines(servers: Servers): string {
  return `export KAFKA_BROKERS='${servers.kafkaBrokers}'\nexport MONGODB_URI='${servers.mongodbUri}'\n`;
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidArgumentError('a port is a number from 1 to 65535');
}
