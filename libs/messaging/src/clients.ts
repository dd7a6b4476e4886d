import type { Consumer, Kafka, Producer } from 'kafkajs';
import { isInfrastructureDown } from './infrastructure.js';
import type { CompleteOptions } from './options.js';

/** How often the topics' partitions are looked up anew: for so long what is written to a new one waits for its readers. */
export const metadataEveryMs = 10_000;

/** The consumer of a service: small fetches often, so that its heart beats in between (messaging.md, traps). */
export const newConsumer = ({
  kafka,
  groupId,
  sessionTimeoutMs,
  heartbeatIntervalMs,
  rebalanceTimeoutMs,
}: CompleteOptions): Consumer =>
  kafka.consumer({
    groupId,
    sessionTimeout: sessionTimeoutMs,
    heartbeatInterval: heartbeatIntervalMs,
    rebalanceTimeout: rebalanceTimeoutMs,
    metadataMaxAge: metadataEveryMs,
    maxWaitTimeInMs: 250,
    minBytes: 1,
    maxBytesPerPartition: 1_000_000,
    maxBytes: 4_000_000,
    allowAutoTopicCreation: false,
    // kafkajs gives up when brokers are away or still load their groups: begin again. All else ends the process.
    retry: {
      retries: Number.MAX_SAFE_INTEGER,
      restartOnFailure: async (error) => Promise.resolve(isInfrastructureDown(error)),
    },
  });

/** The producer of a service: every record names its partition already. */
export const newProducer = (kafka: Kafka): Producer =>
  kafka.producer({
    allowAutoTopicCreation: false,
    metadataMaxAge: metadataEveryMs,
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? 0,
  });
