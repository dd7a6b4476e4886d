import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type Addresses, startServers } from '@reservoir/testing/servers';
import { buildApps } from '@reservoir/tools/build';
import { machine } from '../machine.js';
import { type DueOptions, measureDue } from './due.js';
import { type LoadOptions, measureLoad } from './load.js';
import { type SizeOptions, measureSize } from './size.js';

export const parts = ['load', 'size', 'due'] as const;
export type Part = (typeof parts)[number];

export interface ContractsOptions {
  readonly parts: readonly Part[];
  readonly load: LoadOptions;
  readonly size: SizeOptions;
  readonly due: DueOptions;
}

const file = 'bench/results/contracts.json';

/** Contracts in parts, each on servers of its own. What was recorded of the other parts stays. */
export async function benchContracts({ parts: chosen, ...options }: ContractsOptions): Promise<void> {
  await buildApps();
  for (const part of chosen) {
    console.log(`\n${part}`);
    const measured = await onServers(async (servers) => measure[part](options, servers));
    console.table(measured.rows);
    await record(part, { machine: machine(), ...measured });
  }
}

type Measured = { readonly options: object; readonly rows: readonly object[] };

const measure: Record<
  Part,
  (options: Omit<ContractsOptions, 'parts'>, servers: Addresses) => Promise<Measured>
> = {
  load: async (options, servers) => measureLoad(options.load, servers),
  size: async (options, servers) => measureSize(options.size, servers),
  due: async (options, servers) => measureDue(options.due, servers),
};

async function onServers<T>(work: (servers: Addresses) => Promise<T>): Promise<T> {
  const servers = await startServers({
    dataDir: 'ephemeral',
    forbidCollectionScans: false,
    onProgress: console.log,
  });
  const { KAFKA_BROKERS, MONGODB_URI } = process.env;
  // what tests use to reach them reads the environment
  Object.assign(process.env, { KAFKA_BROKERS: servers.kafkaBrokers, MONGODB_URI: servers.mongodbUri });
  try {
    return await work(servers);
  } finally {
    await servers.stop();
    for (const [name, before] of Object.entries({ KAFKA_BROKERS, MONGODB_URI }))
      if (before === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before;
  }
}

async function record(part: Part, measured: object): Promise<void> {
  await mkdir('bench/results', { recursive: true });
  const { parts: known = {} } = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as {
    readonly parts?: object;
  };
  const result = { command: 'npm run bench -- contracts', parts: { ...known, [part]: measured } };
  await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
}
