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

/** A service that is failed, and how often: its share. */
export interface Victim {
  readonly app: AppName;
  readonly failures: number;
  /** The next plan, after these failures of the service; none when it has failed often enough. */
  readonly planOf: (before: readonly Failure[], random: Random) => Plan | undefined;
}

export interface ExecutionOptions {
  readonly platform: Platform;
  /** They are failed side by side. */
  readonly victims: readonly Victim[];
  readonly seed: number;
  readonly sessionTimeoutMs: number;
  readonly onProgress: (line: string) => void;
}

/** One of the services on its way. */
interface Execution extends Victim {
  readonly platform: Platform;
  readonly random: Random;
  readonly sessionTimeoutMs: number;
  readonly onFailure: (failure: Failure) => void;
}

const plant = join(import.meta.dirname, 'plant.mjs');
/** A planted point that is not reached in this time is given up for a kill at once. */
const patienceMs = 20_000;

/** Services that have the same share, and go through every point of the protocol. */
export const throughAllPoints = (apps: readonly AppName[], failures: number): readonly Victim[] =>
  apps.map((app, index) => {
    const share = Math.ceil((failures - index) / apps.length);
    return {
      app,
      failures: share,
      planOf: ({ length }, random) => (length < share ? planOf(length, random) : undefined),
    };
  });

/**
 * Fails services again and again, each beside a standby that nobody touches: a process is started with a plan and shares the
 * partitions with the standby, which takes over when it dies; a frozen one is woken past its session.
 */
export async function execute(options: ExecutionOptions): Promise<readonly Failure[]> {
  const { platform, victims, sessionTimeoutMs, seed, onProgress } = options;
  const failures: Failure[] = [];
  const inAll = victims.reduce((sum, one) => sum + one.failures, 0);
  const onFailure = (failure: Failure): void => {
    failures.push(failure);
    onProgress(`${failures.length}/${inAll} ${failure.app} ${textOf(failure)}`);
  };
  await Promise.all(
    victims.map(async (victim, index) => {
      const random = randomOf(seed + index);
      return failAgain({ ...victim, platform, random, sessionTimeoutMs, onFailure });
    }),
  );
  return failures;
}

const textOf = ({ plan: { signal, point, step }, reached }: Failure): string => {
  const at = step ? `${point} of ${step.saga ?? 'any saga'}, ${step.record}` : point;
  return `${signal} at ${at}${reached ? '' : ': not reached'}`;
};

async function failAgain(options: Execution): Promise<void> {
  const { platform, app, random } = options;
  const before: Failure[] = [];
  for (let plan = options.planOf(before, random); plan; plan = options.planOf(before, random)) {
    const replica = 101 + before.length;
    const planted = { PLANT: JSON.stringify(plan) };
    const victim = await platform.startReplica(app, replica, ['--import', plant], planted);
    before.push(await carryOut(victim, plan, options));
  }
}

async function carryOut(victim: ServiceProcess, plan: Plan, options: Execution): Promise<Failure> {
  const { app, random, onFailure } = options;
  let reached = true;
  if (plan.point === 'random') {
    await Promise.race([sleep(options.sessionTimeoutMs + random.int(500, 3000)), victim.exited]);
    victim.signal('SIGKILL');
  } else {
    reached = await happened(victim, plan);
    if (!reached) victim.signal('SIGKILL');
  }
  const failure = { app, plan, at: Date.now(), reached };
  onFailure(failure);
  if (plan.signal === 'SIGSTOP' && isFrozen(victim)) await wakeAsZombie(victim, options);
  else await victim.exited;
  return failure;
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
