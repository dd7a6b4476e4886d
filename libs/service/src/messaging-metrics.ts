import { messages } from '@reservoir/messages';
import type { MessagingMetrics } from '@reservoir/messaging';
import type { Registry } from 'prom-client';
import { metricsIn } from './metrics.js';

const chunkSizes = [1, 5, 20, 100, 250, 500, 1000, 2500];
const chunkSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts the transport in a registry. */
export function messagingMetrics(registry: Registry): MessagingMetrics {
  const make = metricsIn(registry);
  const size = make.histogram('chunk_records', 'Records of a committed chunk', chunkSizes, 'topic');
  const seconds = make.histogram(
    'chunk_seconds',
    'Time from reading to committing a chunk',
    chunkSeconds,
    'topic',
  );
  const retries = make.counter('chunk_retries_total', 'Chunks that were run again', 'topic', 'why');
  const dead = make.counter('dead_letters_total', 'Records set aside', 'topic', 'code');
  const skipped = make.counter('skipped_records_total', 'Records processed before', 'topic', 'why');
  const ignored = make.counter('ignored_records_total', 'Records without a handler', 'topic', 'type');
  const lag = make.gauge('lag_records', 'Records between the position and the end', 'topic', 'partition');
  const outbox = make.gauge('outbox_records', 'Committed records that Kafka has not acknowledged', 'lane');
  const parked = make.gauge('parked_records', 'Records that wait for what they miss', 'lane');
  const halted = make.gauge('lane_halted', '1 while a lane waits for a person: page somebody', 'lane');
  const fenced = make.counter('fenced_total', 'Commits refused, since another process has the lane', 'lane');
  return {
    chunk(topic, records, took) {
      size.observe({ topic }, records);
      seconds.observe({ topic }, took);
    },
    retry: (topic, why) => retries.inc({ topic, why }),
    deadLetter: (topic, code) => dead.inc({ topic, code }),
    skipped: (topic, why, records) => skipped.inc({ topic, why }, records),
    ignored: (topic, type) => ignored.inc({ topic, type: knownType(type) }),
    lag: (topic, partition, records) => lag.set({ topic, partition }, records),
    outbox: (lane, records) => outbox.set({ lane }, records),
    parked: (lane, records) => parked.set({ lane }, records),
    halted: (lane, on) => halted.set({ lane }, Number(on)),
    fenced: (lane) => fenced.inc({ lane }),
  };
}

/** Outsiders choose the types that they send: each one would be a time series for ever. */
const knownType = (type: string): string => (messages.has(type) ? type : 'unknown');
