import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What is counted of a scheduler. */
export interface SchedulerMetrics {
  /** Whether this replica holds the lease. */
  leading(on: boolean): void;
  /** A finder looked: how long it and the sending took, what was sent, and what was sent before and is still due. */
  looked(finder: string, seconds: number, sent: number, outstanding: number): void;
  failed(finder: string): void;
}

/** Counts a scheduler in a registry. */
export function schedulerMetrics(registry: Registry): SchedulerMetrics {
  const registers = [registry];
  const labelNames = ['finder'] as const;
  const leader = new Gauge({
    name: 'reservoir_scheduler_leader',
    help: '1 on the replica whose scheduler holds the lease',
    registers,
  });
  const seconds = new Histogram({
    name: 'reservoir_scheduler_look_seconds',
    help: 'Time to find what is due and to send its commands',
    labelNames,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const sent = new Counter({
    name: 'reservoir_scheduler_commands_total',
    help: 'Commands that time has made due, sent',
    labelNames,
    registers,
  });
  const waiting = new Gauge({
    name: 'reservoir_scheduler_outstanding',
    help: 'Due things whose command was sent and that are not done yet',
    labelNames,
    registers,
  });
  const failures = new Counter({
    name: 'reservoir_scheduler_failures_total',
    help: 'Looks that failed',
    labelNames,
    registers,
  });
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
