import type { DataFolder } from './data-folder.js';
import { startKafka } from './kafka.js';
import { startMongodb } from './mongodb.js';
import type { Lacking, ServerOptions, Servers } from './servers.js';
import type { Supervised } from './supervise.js';

/** Where and how one local server is to run. */
export interface Placement {
  readonly data: DataFolder;
  readonly port: number | undefined;
  readonly forbidCollectionScans: boolean;
  readonly quickKafka: boolean;
  readonly report: (line: string) => void;
}

export interface StartedServer {
  readonly server: Supervised;
  readonly address: string;
}

/** Starts both servers from binaries of this machine, at once; or says what it lacks for that. */
export async function startLocal(data: DataFolder, options: ServerOptions): Promise<Servers | Lacking> {
  const report = options.onProgress ?? (() => undefined);
  const forbidCollectionScans = options.forbidCollectionScans ?? data.ephemeral;
  const place = (name: string, port: number | undefined): Placement => ({
    data,
    port,
    forbidCollectionScans,
    quickKafka: options.quickKafka ?? false,
    report: (line) => report(`${name}: ${line}`),
  });
  const ports = data.ephemeral ? [] : [9_092, 27_017];
  const [kafka, mongodb] = await Promise.allSettled([
    startKafka(place('kafka', options.kafkaPort ?? ports[0])),
    startMongodb(place('mongodb', options.mongodbPort ?? ports[1])),
  ]);
  if (kafka.status === 'fulfilled' && mongodb.status === 'fulfilled') {
    return running(kafka.value, mongodb.value, data, options);
  }
  const both = [['Kafka', kafka] as const, ['MongoDB', mongodb] as const];
  const lacks: string[] = [];
  for (const [name, start] of both) {
    if (start.status === 'fulfilled') await start.value.server.stop();
    else lacks.push(`${name}: ${(start.reason as Error).message}`);
  }
  return { lacks };
}

function running(
  kafka: StartedServer,
  mongodb: StartedServer,
  data: DataFolder,
  options: ServerOptions,
): Servers {
  let stopping: Promise<void> | undefined;
  for (const [name, { server }] of [['Kafka', kafka] as const, ['MongoDB', mongodb] as const]) {
    void server.exited.then((code) => {
      if (stopping) return;
      options.onFailure?.(new Error(`${name} ended by itself (exit code ${code}):\n${server.lastLines()}`));
    });
  }
  const stop = async (): Promise<void> => {
    await Promise.all([kafka.server.stop(), mongodb.server.stop()]);
    await data.close();
  };
  return {
    kafkaBrokers: kafka.address,
    mongodbUri: mongodb.address,
    origin: 'local',
    stop: () => (stopping ??= stop()),
  };
}
