import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppName, Platform, ServiceProcess } from '@reservoir/tools/platform';
import type { Random } from '@reservoir/tools/random';
import { type Plan, planOf } from './plans.js';

/** One process that was ended or frozen. */
export interface Failure {
  readonly app: string;
  readonly plan: Plan;
  readonly at: number;
}

export interface ExecutionerOptions {
  readonly platform: Platform;
  readonly app: AppName;
  readonly failures: number;
  readonly random: Random;
  readonly sessionTimeoutMs: number;
  readonly onFailure: (failure: Failure) => void;
}

const plant = join(import.meta.dirname, 'plant.mjs');
/** A planted point that is not reached in this time is given up for a kill at once. */
const patienceMs = 20_000;

/**
 * Fails one service again and again, beside a standby that nobody touches: each process is started with a plan and shares
 * the partitions with the standby, which takes over when it dies; a frozen one is woken past its session.
 */
export async function execute(options: ExecutionerOptions): Promise<void> {
  const { platform, app, failures, random } = options;
  let replica = 100;
  for (let number = 0; number < failures; number += 1) {
    const plan = planOf(number, random);
    const victim = await platform.startReplica(app, (replica += 1), ['--import', plant], planted(plan));
    await carryOut(victim, plan, options);
  }
}

const planted = (plan: Plan): Readonly<Record<string, string>> => ({
  PLANT: `${plan.point}:${plan.nth}:${plan.signal}`,
});

async function carryOut(victim: ServiceProcess, plan: Plan, options: ExecutionerOptions): Promise<void> {
  const { app, random, onFailure } = options;
  if (plan.point === 'random') {
    await Promise.race([sleep(options.sessionTimeoutMs + random.int(500, 3000)), victim.exited]);
    victim.signal('SIGKILL');
  } else if (!(await happened(victim, plan))) victim.signal('SIGKILL');
  onFailure({ app, plan, at: Date.now() });
  if (plan.signal === 'SIGSTOP' && isFrozen(victim)) await wakeAsZombie(victim, options);
  else await victim.exited;
}

/** The standby takes over; then the frozen process wakes, believing that the lanes are still its own. */
async function wakeAsZombie(zombie: ServiceProcess, { sessionTimeoutMs }: ExecutionerOptions): Promise<void> {
  await sleep(sessionTimeoutMs + 2000);
  zombie.signal('SIGCONT');
  await sleep(1500);
  zombie.signal('SIGKILL');
  await zombie.exited;
}

async function happened(victim: ServiceProcess, plan: Plan): Promise<boolean> {
  const ended = victim.exited.then(() => 'ended');
  for (let waited = 0; waited < patienceMs; waited += 50) {
    if (plan.signal === 'SIGSTOP' && isFrozen(victim)) return true;
    if ((await Promise.race([ended, sleep(50)])) === 'ended') return true;
  }
  return false;
}

/** Linux says `T` of a stopped process. */
function isFrozen(service: ServiceProcess): boolean {
  try {
    return /\) T /.test(readFileSync(`/proc/${service.pid() ?? 0}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
