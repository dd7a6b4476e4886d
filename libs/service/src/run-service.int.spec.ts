import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { licensePurchased, toKafkaMessage } from '@reservoir/messages';
import {
  type TestMongo,
  connectMongo,
  consumeAll,
  deleteTopics,
  eventually,
  produce,
  uniqueNames,
} from '@reservoir/testing';
import { bundled } from '@reservoir/testing/bundle';
import { type ChildService, startTinyService } from './testing/child-service.js';
import { variablesFor } from './testing/service-env.js';

// A process starts in a second or two; on a machine that is busy with all the other tests it takes many more.
jest.setTimeout(180_000);

const names = uniqueNames(import.meta.url);
const children: ChildService[] = [];
let mongo: TestMongo;
let program: string;

const start = (more: NodeJS.ProcessEnv = {}, ...args: string[]): ChildService => {
  const child = startTinyService(
    program,
    variablesFor(names.prefix, { LOG_LEVEL: 'debug', ...more }),
    ...args,
  );
  children.push(child);
  return child;
};
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
const purchase = (orderId: string) =>
  produce(`${names.prefix}.orders.v1`, [
    toKafkaMessage(
      licensePurchased,
      {
        orderId,
        line: '1',
        distributorId: 'distributor-one',
        partnerId: 'partner-gold',
        sku: 'endpoint-security',
        term: 'Y1',
        quantity: 25,
        purchasedAt: '2026-11-21T09:30:00.000Z',
      },
      {
        id: randomUUID(),
        source: '/upstream',
        time: instant('2026-11-21T09:30:00Z'),
        correlationId: orderId,
      },
    ),
  ]);
/** Receipts as their readers see them: what a lane sends again when it is taken over counts once. */
const receipts = async () => {
  const records = await consumeAll(`${names.prefix}.orders.receipts.v1`);
  const bySequence = new Map(
    records.map((one) => [`${one.headers['lane']}#${one.headers['lanesequence']}`, one]),
  );
  return [...bySequence.values()].map(({ value }) => {
    const { orderId, outcome } = JSON.parse(String(value)) as { orderId: string; outcome: string };
    return `${orderId} ${outcome}`;
  });
};

beforeAll(async () => {
  program = await bundled(fileURLToPath(new URL('testing/tiny/main.ts', import.meta.url)));
  mongo = await connectMongo(`${names.prefix}_tiny_service`);
});
afterEach(async () => {
  for (const child of children) child.signal('SIGKILL');
  await Promise.all(children.splice(0).map(({ ended }) => ended));
});
afterAll(async () => {
  await mongo.drop();
  await deleteTopics(names.prefix);
});

describe('a service', () => {
  it('starts, works, and ends with 0 on SIGTERM; the next one goes on where it stood', async () => {
    const first = start();
    await first.line('ready');
    await purchase('o-1');
    await eventually(async () => expect(await receipts()).toEqual(['o-1 accepted']), { timeoutMs: 60_000 });
    expect((await first.probe('/health/ready')).status).toBe(200);
    expect((await first.probe('/metrics')).body).toMatch(
      /^reservoir_chunk_records_sum\{.*orders\.v1.*\} 1$/m,
    );
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.lines.at(-1)).toMatchObject({ message: 'stopped', orderly: true });

    const second = start();
    await second.line('ready');
    await purchase('o-2');
    const both = ['o-1 accepted', 'o-2 accepted'];
    await eventually(async () => expect(await receipts()).toEqual(both), { timeoutMs: 60_000 });
    second.signal('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('has made its topics, its indexes and the transport’s, and its scheduler sends what is due once', async () => {
    const child = start();
    await child.line('ready');
    await eventually(async () =>
      expect(await mongo.connection.collection('leases').countDocuments({ _id: 'scheduler' as never })).toBe(
        1,
      ),
    );
    const keys = async (collection: string) =>
      (await mongo.connection.collection(collection).indexes()).map(({ key }) => Object.keys(key).join());
    expect(await keys('orders')).toEqual(['_id', 'quantity']);
    expect(await keys('aggregates')).toEqual(['_id', 'purgeAt']);
    expect(await keys('parked')).toEqual(['_id', 'lane,offset']);
    const expired = async () =>
      (await consumeAll(`${names.prefix}.license-pool.commands.v1`)).map(({ headers }) => headers['ce_id']);
    await eventually(async () => expect(new Set(await expired()).size).toBe(2));
    child.signal('SIGTERM');
    expect(await child.ended).toBe(0);
    expect(await mongo.connection.collection('leases').countDocuments({ _id: 'scheduler' as never })).toBe(0);
  });

  it('answers the request at work before it ends, tells it, and stops in order', async () => {
    const port = await freePort();
    const child = start({ PORT: String(port), SHUTDOWN_DELAY_MS: '200' });
    await child.line('ready');
    expect(child.lines.filter(({ level }) => level === 'info').map(({ message }) => message)).not.toContain(
      'Starting Nest application...',
    );
    const slow = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.json());
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.signal('SIGTERM');
    await child.line('stopping');
    expect((await child.probe('/health/ready')).status).toBe(503);
    expect(await slow).toEqual({ stopping: true });
    expect(await child.ended).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/now`)).rejects.toThrow();
    const stops = child.lines.flatMap(({ message, step }) => (message.startsWith('stopped: ') ? [step] : []));
    expect(stops).toEqual([
      'HTTP',
      'scheduler',
      'transport',
      'application',
      'commands',
      'watch of Kafka',
      'MongoDB',
      'probes',
    ]);
  });

  it('ends with 1 on an exception that nobody caught, and logs it', async () => {
    const port = await freePort();
    const child = start({ PORT: String(port) });
    await child.line('ready');
    await fetch(`http://127.0.0.1:${port}/break`);
    expect(await child.ended).toBe(1);
    expect(child.lines.at(-1)).toMatchObject({ level: 'fatal', error: { message: 'a planted bug' } });
  });

  it('ends with 1 when MongoDB does not come, and says what to do, without the password', async () => {
    const child = start({ MONGODB_URI: 'mongodb://me:verysecret@127.0.0.1:1', START_TIMEOUT_MS: '8000' });
    await child.line('waiting for MongoDB at 127.0.0.1:1');
    expect((await child.probe('/health/live')).status).toBe(200);
    expect((await child.probe('/health/startup')).status).toBe(503);
    expect(await child.ended).toBe(1);
    expect(child.lines.find(({ level }) => level === 'fatal')?.message).toMatch(
      /^cannot start: MongoDB at 127\.0\.0\.1:1 did not answer in .* s .*set MONGODB_URI/,
    );
    expect(JSON.stringify(child.lines)).not.toContain('verysecret');
  });

  it('ends with 1 when Kafka does not come, and says what to do', async () => {
    const child = start({ KAFKA_BROKERS: '127.0.0.1:1', START_TIMEOUT_MS: '1000' });
    await child.line('waiting for Kafka at 127.0.0.1:1');
    expect(await child.ended).toBe(1);
    expect(child.lines.find(({ level }) => level === 'fatal')?.message).toMatch(
      /^cannot start: Kafka at 127\.0\.0\.1:1 did not answer in .* s .*set KAFKA_BROKERS/,
    );
    expect(child.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('ends with 0 on SIGTERM while it waits for a server', async () => {
    const child = start({ KAFKA_BROKERS: '127.0.0.1:1' });
    await child.line('waiting for Kafka at 127.0.0.1:1');
    child.signal('SIGTERM');
    expect(await child.ended).toBe(0);
  });

  it('ends with 2 when its environment is not right, and with 0 for --help', async () => {
    const wrong = start({ LOG_LEVEL: 'loud', TOPIC_PARTITIONS: '0' });
    const help = start({}, '--help');
    expect(await wrong.ended).toBe(2);
    expect(wrong.output()).toMatch(
      /LOG_LEVEL must be[^]*TOPIC_PARTITIONS must be|TOPIC_PARTITIONS must be[^]*LOG_LEVEL must be/,
    );
    expect(await help.ended).toBe(0);
    expect(help.output()).toContain('PORT ');
  });
});
