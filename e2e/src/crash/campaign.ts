import { setTimeout as sleep } from 'node:timers/promises';
import type { AppName } from '@reservoir/tools/platform';
import { randomOf } from '@reservoir/tools/random';
import { type Failure, execute } from './executioner.js';
import { watchProgress } from './progress-watch.js';
import { type LoadedOptions, type UnderLoad, underLoad } from './under-load.js';
import type { Verdict } from './verdict.js';

export interface CampaignOptions extends LoadedOptions {
  /** How many processes are ended or frozen, over all services. */
  readonly failures: number;
}

export interface CampaignReport extends Verdict {
  readonly failures: readonly Failure[];
  readonly deliveries: number;
  readonly duplicates: number;
  /** The longest time in which a service took in nothing although there was something. */
  readonly worstPauseMs: Readonly<Record<string, number>>;
}

/** The services on the way of a purchase, which are failed side by side. */
const victims = ['license-pool', 'api-gateway'] as const satisfies readonly AppName[];

/** Kills and freezes the services on the way of a purchase, at every point of the protocol, under load. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const failures: Failure[] = [];
  let worstPauseMs: Readonly<Record<string, number>> = {};
  const verdict = await underLoad(options, async (world) => {
    await sleep(2000);
    const { pool, gateway, topicPrefix } = world;
    const watches = {
      'license-pool': watchProgress(pool, `${topicPrefix}orders.v1`),
      'api-gateway': watchProgress(gateway, `${topicPrefix}license-pool.events.v1`),
    };
    await Promise.all(victims.map(async (app, index) => failOne(world, app, index, options, failures)));
    for (const watch of Object.values(watches)) watch.stop();
    worstPauseMs = Object.fromEntries(
      Object.entries(watches).map(([app, watch]) => [app, watch.worstPauseMs()]),
    );
  });
  return { ...verdict, failures, worstPauseMs };
}

const failOne = async (
  { platform }: UnderLoad,
  app: AppName,
  index: number,
  options: CampaignOptions,
  failures: Failure[],
): Promise<void> =>
  execute({
    platform,
    app,
    failures: Math.ceil((options.failures - index) / victims.length),
    random: randomOf(options.seed + index),
    sessionTimeoutMs: options.sessionTimeoutMs,
    onFailure: (failure) => {
      failures.push(failure);
      const { plan } = failure;
      options.onProgress(`${failures.length}/${options.failures} ${app} ${plan.signal} at ${plan.point}`);
    },
  });
