import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppName, Platform, ServiceProcess } from '@reservoir/tools/platform';
import { type Random, randomOf } from '@reservoir/tools/random';
import { type Plan, planOf } from './plans.js';

/** One process that was ended or frozen. */
export interface Failure {
  readonly app: string;
  readonly plan: Plan;
  readonly at: number;
  /** Whether it had come to the planned point; else it was killed when the patience was over. */
  readonly reached: boolean;
}

export interface ExecutionOptions {
  readonly platform: Platform;
  /** The services that are failed, side by side. */
  readonly victims: readonly AppName[];
  /** How many processes are ended or frozen, over all services. */
  readonly failures: number;
  readonly seed: number;
  readonly sessionTimeoutMs: number;
  readonly onProgress: (line: string) => void;
}

/** One of the services, and its share of the failures. */
interface Execution {
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
 * Fails services again and again, each beside a standby that nobody touches: a process is started with a plan and shares the
 * partitions with the standby, which takes over when it dies; a frozen one is woken past its session.
 */
export async function execute(options: ExecutionOptions): Promise<readonly Failure[]> {
  const { platform, victims, sessionTimeoutMs, seed, onProgress } = options;
  const failures: Failure[] = [];
  const onFailure = (failure: Failure): void => {
    failures.push(failure);
    const { app, plan } = failure;
    onProgress(`${failures.length}/${options.failures} ${app} ${plan.signal} at ${plan.point}`);
  };
  const shareOf = (index: number): number => Math.ceil((options.failures - index) / victims.length);
  await Promise.all(
    victims.map(async (app, index) => {
      const random = randomOf(seed + index);
      return failAgain({ platform, app, failures: shareOf(index), random, sessionTimeoutMs, onFailure });
    }),
  );
  return failures;
}

async function failAgain(options: Execution): Promise<void> {
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

async function carryOut(victim: ServiceProcess, plan: Plan, options: Execution): Promise<void> {
  const { app, random, onFailure } = options;
  let reached = true;
  if (plan.point === 'random') {
    await Promise.race([sleep(options.sessionTimeoutMs + random.int(500, 3000)), victim.exited]);
    victim.signal('SIGKILL');
  } else {
    reached = await happened(victim, plan);
    if (!reached) victim.signal('SIGKILL');
  }
  onFailure({ app, plan, at: Date.now(), reached });
  if (plan.signal === 'SIGSTOP' && isFrozen(victim)) await wakeAsZombie(victim, options);
  else await victim.exited;
}

/** The standby takes over; then the frozen process wakes, believing that the lanes are still its own. */
async function wakeAsZombie(zombie: ServiceProcess, { sessionTimeoutMs }: Execution): Promise<void> {
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
