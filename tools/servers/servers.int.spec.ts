import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import mongoose from 'mongoose';
import { eventually } from '@reservoir/testing';
import { freePort, isFree } from '@reservoir/testing/servers';
import { rootFolder } from '../build/apps.js';

/** `npm run servers` in a process of its own, which is killed, not asked, unless told otherwise. */
interface Run {
  readonly process: ChildProcess;
  readonly kafkaBrokers: string;
  readonly mongodbUri: string;
}

const patience = 600_000;
let folder: string;
let ports: readonly [number, number];
let last: Run | undefined;

beforeAll(async (): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'servers-'));
  ports = [await freePort(), await freePort()];
});
afterEach(async () => {
  if (last?.process.exitCode !== null) return;
  last.process.kill('SIGTERM');
  await once(last.process, 'close');
});
afterAll(async () => {
  await eventually(async () => expect(await portsAreFree()).toBe(true), { timeoutMs: 20_000 });
  rmSync(folder, { recursive: true });
});

test(
  'servers end with their parent though it was killed; data stays, also on other ports; --reset clears it',
  async () => {
    const first = await start(...flags(ports));
    await write(first);
    first.process.kill('SIGKILL');
    await eventually(async () => expect(await portsAreFree()).toBe(true), { timeoutMs: 15_000 });

    const second = await start(...flags([await freePort(), await freePort()]));
    expect(await contents(second)).toEqual({ topics: ['kept'], documents: 1 });
    await expect(start(...flags(ports))).rejects.toThrow(
      `${folder} is in use by process ${second.process.pid}`,
    );
    second.process.kill('SIGINT');
    expect(await once(second.process, 'exit')).toEqual([0, null]);

    const third = await start('--reset', ...flags(ports));
    expect(await contents(third)).toEqual({ topics: [], documents: 0 });
  },
  patience,
);

const flags = ([kafka, mongodb]: readonly [number, number]): readonly string[] => [
  ...['--data-dir', folder, '--kafka-port', String(kafka), '--mongodb-port', String(mongodb)],
];

const portsAreFree = async (): Promise<boolean> => (await isFree(ports[0])) && (await isFree(ports[1]));

async function start(...args: readonly string[]): Promise<Run> {
  const env = { ...process.env, KAFKA_BROKERS: '', MONGODB_URI: '', NODE_OPTIONS: '' };
  const command = ['--conditions=@reservoir/source', '--import', 'tsx', 'tools/servers/main.ts', ...args];
  const child = spawn(process.execPath, command, { cwd: rootFolder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = new AbortController();
  child.once('close', () => ended.abort(new Error(output)));
  const addressIn = (name: string): string => {
    const found = new RegExp(`export ${name}='(.+)'`).exec(output)?.[1];
    if (found === undefined) throw new Error(`no ${name} yet:\n${output}`);
    return found;
  };
  const options = { timeoutMs: 180_000, signal: ended.signal };
  const mongodbUri = await eventually(() => addressIn('MONGODB_URI'), options);
  return (last = { process: child, kafkaBrokers: addressIn('KAFKA_BROKERS'), mongodbUri });
}

async function write(run: Run): Promise<void> {
  await withClients(run, async (admin, documents) => {
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'kept' }] });
    await documents.insertOne({ kept: true }, { writeConcern: { w: 'majority', journal: true } });
  });
}

async function contents(run: Run): Promise<{ topics: readonly string[]; documents: number }> {
  return withClients(run, async (admin, documents) => ({
    topics: await admin.listTopics(),
    documents: await documents.countDocuments(),
  }));
}

async function withClients<T>(
  run: Run,
  work: (admin: ReturnType<Kafka['admin']>, documents: mongoose.mongo.Collection) => Promise<T>,
): Promise<T> {
  const admin = new Kafka({ brokers: [run.kafkaBrokers], logLevel: logLevel.NOTHING }).admin();
  const client = new mongoose.mongo.MongoClient(run.mongodbUri);
  await admin.connect();
  try {
    return await work(admin, client.db('servers').collection('documents'));
  } finally {
    await admin.disconnect();
    await client.close();
  }
}
