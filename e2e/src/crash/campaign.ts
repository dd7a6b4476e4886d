import { setTimeout as sleep } from 'node:timers/promises';
import type { AppName } from '@reservoir/tools/platform';
import { type Failure, execute, throughAllPoints } from './executioner.js';
import { watchProgress } from './progress-watch.js';
import type { Outcome, Stream, UnderLoad } from './under-load.js';

export interface CampaignOptions extends Stream {
  /** How many processes are ended or frozen, over all services. */
  readonly failures: number;
  readonly sessionTimeoutMs: number;
  readonly onProgress: (line: string) => void;
}

export interface CampaignReport extends Outcome {
  readonly failures: readonly Failure[];
  /** The longest time in which a service took in nothing although there was something. */
  readonly worstPauseMs: Readonly<Record<string, number>>;
}

/** The services on the way of a purchase, which are failed side by side. */
const apps = ['license-pool', 'api-gateway'] as const satisfies readonly AppName[];

/** Kills and freezes the services on the way of a purchase, at every point of the protocol, under load. */
export async function runCampaign(world: UnderLoad, options: CampaignOptions): Promise<CampaignReport> {
  let failures: readonly Failure[] = [];
  let worstPauseMs: Readonly<Record<string, number>> = {};
  const outcome = await world.during(options, async () => {
    await sleep(2000);
    const { pool, gateway, topicPrefix } = world;
    const watches = {
      'license-pool': watchProgress(pool, `${topicPrefix}orders.v1`),
      'api-gateway': watchProgress(gateway, `${topicPrefix}license-pool.events.v1`),
    };
    const victims = throughAllPoints(apps, options.failures);
    failures = await execute({ ...options, platform: world.platform, victims });
    for (const watch of Object.values(watches)) watch.stop();
    worstPauseMs = Object.fromEntries(
      Object.entries(watches).map(([app, watch]) => [app, watch.worstPauseMs()]),
    );
  });
  return { ...outcome, failures, worstPauseMs };
}
