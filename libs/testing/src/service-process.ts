/** `@reservoir/testing/service-process`: a service as Kubernetes runs it, for tests of the whole of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { instant } from '@reservoir/kernel';
import { type DataOf, type MessageDefinition, messages, toKafkaMessage } from '@reservoir/messages';
import { bundled } from './bundle.js';
import { serverAddresses } from './environment.js';
import { eventually } from './eventually.js';
import { type Tap, type TestRecord, produce } from './kafka.js';

/** Which service runs, and on what. */
export interface ServiceUnderTest {
  /** The file that starts it. */
  readonly main: string;
  /** Of the topics: `prefix.catalog.events.v1`. */
  readonly prefix: string;
  /** Of the database, if not that of the topics: a replica that has lost everything gets a new one. */
  readonly database?: string;
  readonly partitions?: number;
  /** Settings of the service beside those. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A service as its own process, on topics and a database of a test. */
export class ServiceProcess {
  #output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
  }

  /** Starts it and waits until it is ready. */
  static async start({
    main,
    prefix,
    database = prefix,
    partitions = 2,
    env = {},
  }: ServiceUnderTest): Promise<ServiceProcess> {
    const { kafkaBrokers, mongodbUri } = serverAddresses();
    const child = spawn(process.execPath, ['--enable-source-maps', await bundled(main)], {
      env: {
        KAFKA_BROKERS: kafkaBrokers,
        MONGODB_URI: mongodbUri,
        MONGODB_DATABASE: database,
        TOPIC_PREFIX: `${prefix}.`,
        TOPIC_PARTITIONS: String(partitions),
        HEALTH_PORT: '0',
        ...env,
      },
    });
    const service = new ServiceProcess(child);
    try {
      await eventually(() => service.#expectReady(), { timeoutMs: 45_000 });
      return service;
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  /** Stops it as Kubernetes does; gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
    return this.child.exitCode;
  }

  #expectReady(): void {
    if (!this.#output.includes('"ready"')) throw new Error(`the service is not ready:\n${this.#output}`);
  }
}

/** Publishes a record as its producer would. */
export async function send<M extends MessageDefinition>(
  prefix: string,
  message: M,
  data: DataOf<M>,
  operationId?: string,
): Promise<void> {
  const id = randomUUID();
  const record = toKafkaMessage(message, data, {
    id,
    source: '/test',
    time: instant(Date.now()),
    correlationId: operationId ?? id,
    operationId,
  });
  await produce(`${prefix}.${message.topic}`, [{ ...record, headers: { ...record.headers } }]);
}

/** The records of a kind that have arrived, validated. */
export const arrived = <M extends MessageDefinition>(tap: Tap, message: M): readonly DataOf<M>[] =>
  tap.records
    .filter(({ headers }) => headers['ce_type'] === message.type)
    .map((record) => dataOf(record, message) as DataOf<M>);

/** Tests look again and again at all that has arrived, and each record is validated once. */
const validated = new WeakMap<TestRecord, unknown>();

function dataOf(record: TestRecord, { type }: MessageDefinition): unknown {
  if (!validated.has(record))
    validated.set(record, messages.get(type)?.schema.parse(JSON.parse(record.value?.toString() ?? 'null')));
  return validated.get(record);
}
