import { describe, expect, it } from '@jest/globals';
import { messagingMetrics } from './messaging-metrics.js';
import { createMetrics } from './metrics.js';
import { schedulerMetrics } from './scheduler-metrics.js';

/** The series of a registry's text, their labels sorted and without the service's. */
const seriesOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) =>
      line.replace(/\{(.*)\}/, (_, labels: string) => {
        const pairs = labels.split(',').filter((pair) => pair !== 'service="tiny"');
        return pairs.length < labels.split(',').length
          ? `{${pairs.sort().join()}}`
          : `{${labels} without service}`;
      }),
    );

describe('the metrics', () => {
  it('show every count of the transport, by service', async () => {
    const registry = createMetrics('tiny');
    const metrics = messagingMetrics(registry);
    metrics.chunk('orders.v1', 500, 0.04);
    metrics.retry('orders.v1', 'conflict');
    metrics.deadLetter('orders.v1', 'not-json');
    metrics.skipped('orders.v1', 'lane', 3);
    metrics.lag('orders.v1', 2, 17);
    metrics.outbox('orders.v1/2', 9);
    metrics.parked('orders.v1/2', 4);
    metrics.halted('orders.v1/2', true);
    metrics.halted('orders.v1/1', false);
    metrics.fenced('orders.v1/2');
    const series = seriesOf(await registry.metrics());
    for (const line of [
      'reservoir_chunk_records_sum{topic="orders.v1"} 500',
      'reservoir_chunk_records_bucket{le="250",topic="orders.v1"} 0',
      'reservoir_chunk_records_bucket{le="500",topic="orders.v1"} 1',
      'reservoir_chunk_seconds_count{topic="orders.v1"} 1',
      'reservoir_chunk_retries_total{topic="orders.v1",why="conflict"} 1',
      'reservoir_dead_letters_total{code="not-json",topic="orders.v1"} 1',
      'reservoir_skipped_records_total{topic="orders.v1",why="lane"} 3',
      'reservoir_lag_records{partition="2",topic="orders.v1"} 17',
      'reservoir_outbox_records{lane="orders.v1/2"} 9',
      'reservoir_parked_records{lane="orders.v1/2"} 4',
      'reservoir_lane_halted{lane="orders.v1/2"} 1',
      'reservoir_lane_halted{lane="orders.v1/1"} 0',
      'reservoir_fenced_total{lane="orders.v1/2"} 1',
    ])
      expect(series).toContain(line);
    expect(series).toContainEqual(expect.stringMatching(/^process_cpu_seconds_total/));
  });

  it('do not grow with the types that outsiders invent', async () => {
    const registry = createMetrics('tiny');
    const metrics = messagingMetrics(registry);
    for (let i = 0; i < 100; i += 1) metrics.ignored('orders.v1', `invented.${i}`);
    metrics.ignored('orders.v1', 'orders.license-purchased.v1');
    const series = seriesOf(await registry.getSingleMetricAsString('reservoir_ignored_records_total'));
    expect(series.sort()).toEqual([
      'reservoir_ignored_records_total{topic="orders.v1",type="orders.license-purchased.v1"} 1',
      'reservoir_ignored_records_total{topic="orders.v1",type="unknown"} 100',
    ]);
  });

  it('show the scheduler', async () => {
    const registry = createMetrics('tiny');
    const metrics = schedulerMetrics(registry);
    metrics.leading(true);
    metrics.looked('expire-lots', 0.01, 5, 7);
    metrics.failed('expire-lots');
    const series = seriesOf(await registry.metrics());
    expect(series).toContain('reservoir_scheduler_leader{} 1');
    expect(series).toContain('reservoir_scheduler_commands_total{finder="expire-lots"} 5');
    expect(series).toContain('reservoir_scheduler_outstanding{finder="expire-lots"} 7');
    expect(series).toContain('reservoir_scheduler_failures_total{finder="expire-lots"} 1');
  });
});
