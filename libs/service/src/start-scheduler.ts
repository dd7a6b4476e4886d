import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ServiceOutline } from './definition.js';
import type { DueFinder } from './due.js';
import { Lease } from './lease.js';
import type { Lifecycle } from './lifecycle.js';
import { mongoLeases } from './mongo-leases.js';
import type { Platform } from './platform.module.js';
import { provided } from './provided.js';
import { Scheduler } from './scheduler.js';
import { schedulerMetrics } from './scheduler-metrics.js';
import type { Application } from './start-application.js';
import { DUE_FINDERS } from './tokens.js';

/** Starts the scheduler of a service that provides DueFinders, unless SCHEDULER=off; in a sandbox of every service. */
export async function startScheduler(
  { env }: ServiceOutline,
  { mongo, commands, clock, sandbox, logger, metrics }: Platform,
  { nest }: Application,
  lifecycle: Lifecycle,
): Promise<Scheduler | undefined> {
  const finders = (provided(nest, DUE_FINDERS) ?? []) as readonly DueFinder[];
  if (!env.scheduler || (finders.length === 0 && !sandbox)) return undefined;
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
  const scheduler = new Scheduler({
    finders,
    lease: new Lease(mongoLeases(mongo), 'scheduler', owner, env.leaseMs),
    publisher: commands,
    clock,
    logger,
    metrics: schedulerMetrics(metrics),
    batch: env.schedulerBatch,
    resendMs: env.schedulerResendMs,
  });
  await lifecycle.start(
    'scheduler',
    () => scheduler.start(),
    () => scheduler.stop(),
  );
  return scheduler;
}
