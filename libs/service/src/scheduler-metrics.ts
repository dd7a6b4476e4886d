import type { Registry } from 'prom-client';
import { metricsIn } from './metrics.js';

/** What is counted of a scheduler. */
export interface SchedulerMetrics {
  /** Whether this replica holds the lease. */
  leading(on: boolean): void;
  /** A finder looked: how long it and the sending took, what was sent, and what was sent before and is still due. */
  looked(finder: string, seconds: number, sent: number, outstanding: number): void;
  failed(finder: string): void;
}

const lookSeconds = [0.005, 0.02, 0.1, 0.5, 2, 10];

/** Counts a scheduler in a registry. */
export function schedulerMetrics(registry: Registry): SchedulerMetrics {
  const make = metricsIn(registry);
  const leader = make.gauge('scheduler_leader', '1 on the replica whose scheduler holds the lease');
  const seconds = make.histogram('scheduler_look_seconds', 'Time to find and send', lookSeconds, 'finder');
  const sent = make.counter('scheduler_commands_total', 'Commands made due by time, sent', 'finder');
  const waiting = make.gauge('scheduler_outstanding', 'Due things sent and not done yet', 'finder');
  const failures = make.counter('scheduler_failures_total', 'Looks that failed', 'finder');
  return {
    leading: (on) => leader.set(Number(on)),
    looked(finder, took, count, outstanding) {
      seconds.observe({ finder }, took);
      sent.inc({ finder }, count);
      waiting.set({ finder }, outstanding);
    },
    failed: (finder) => failures.inc({ finder }),
  };
}
