import type { Addresses } from '@reservoir/testing/servers';
import {
  type Api,
  type AppName,
  type Platform,
  apiOf,
  loadDemoWorld,
  startPlatform,
} from '@reservoir/tools/platform';

/** What a campaign wants of the services that it ends. */
export interface CrashPlatformOptions {
  readonly servers: Addresses;
  /** Prefix of the topics, and of the databases. */
  readonly run: string;
  readonly logFolder: string;
  readonly only: readonly AppName[];
  readonly sessionTimeoutMs: number;
  /** Besides the heartbeat and the session. */
  readonly env: Readonly<Record<string, string>>;
  readonly onProgress: (line: string) => void;
}

/**
 * Starts services that notice soon when one of them has ended, with the demonstration world.
 * @param prepare what there is to do before the campaign, as the operator
 * @throws Error when any of it fails: the services are stopped then.
 */
export async function startCrashPlatform(
  { run, sessionTimeoutMs, env, ...options }: CrashPlatformOptions,
  prepare: (operator: Api) => Promise<void> = async () => Promise.resolve(),
): Promise<Platform> {
  const soon = { SESSION_TIMEOUT_MS: String(sessionTimeoutMs), HEARTBEAT_INTERVAL_MS: '300' };
  const names = { topicPrefix: `${run}.`, database: run };
  const platform = await startPlatform({ ...options, ...names, env: { ...soon, ...env } });
  try {
    const operator = apiOf(platform.url, await platform.issuer.token({ role: 'operator' }));
    await loadDemoWorld(operator);
    await prepare(operator);
    return platform;
  } catch (error) {
    await platform.stop();
    throw error;
  }
}
