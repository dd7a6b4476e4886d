import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceEnv } from './env.js';
import { createKafka } from './kafka.js';
import type { Logger } from './logger.js';

/** Whether Kafka answers. */
export interface KafkaWatch {
  readonly up: boolean;
  stop(): Promise<void>;
}

const everyMs = 3000;

/** One that is asked and does not answer for so long is away, in milliseconds. */
const patienceMs = 10_000;

/** Asks Kafka for its brokers every few seconds, over a connection of its own, and logs when it goes and comes. */
export function watchKafka(service: string, env: ServiceEnv, logger: Logger): KafkaWatch {
  const quiet = logger.child({}, { level: 'silent' });
  const admin = createKafka(`${service}-watch`, env, quiet, 0).admin();
  const stopping = new AbortController();
  const watch = { up: true };
  const ask = async (): Promise<void> => {
    await admin.connect();
    await admin.describeCluster();
  };
  const late = async (): Promise<never> => {
    await sleep(patienceMs, undefined, { ref: false });
    throw new Error(`no answer within ${patienceMs} ms`);
  };
  const see = (up: boolean, reason?: unknown): void => {
    if (up === watch.up) return;
    watch.up = up;
    if (up) logger.info('Kafka answers again');
    else logger.warn({ reason: reason instanceof Error ? reason.message : String(reason) }, 'Kafka is away');
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await Promise.race([ask(), late()]).then(
        () => see(true),
        (error: unknown) => see(false, error),
      );
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  void run();
  return {
    get up() {
      return watch.up;
    },
    async stop() {
      stopping.abort();
      await admin.disconnect();
    },
  };
}
