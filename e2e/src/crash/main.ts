import { join } from 'node:path';
import { startServers } from '@reservoir/testing/servers';
import { buildApps } from '@reservoir/tools/build';
import { Command } from 'commander';
import { type CampaignReport, runCampaign } from './campaign.js';
import { startUnderLoad } from './under-load.js';

const flags = new Command('npm run test:crash --')
  .description('Kills and freezes services under load and checks that nothing is lost or doubled.')
  .option('--kills <n>', 'processes to end or freeze', '200')
  .option('--rate <n>', 'records per second', '150')
  .option('--seed <n>', 'the same seed plans the same failures', '1')
  .option('--session-timeout <ms>', 'session timeout of the consumers', '6000')
  .showHelpAfterError()
  .parse()
  .opts<{ kills: string; rate: string; seed: string; sessionTimeout: string }>();

const say = (line: string): void => console.log(line);
const servers = await startServers({ dataDir: 'ephemeral', onProgress: say });
process.env['KAFKA_BROKERS'] = servers.kafkaBrokers;
process.env['MONGODB_URI'] = servers.mongodbUri;
const started = performance.now();
let report: CampaignReport | undefined;
try {
  await buildApps();
  const common = { sessionTimeoutMs: Number(flags.sessionTimeout), onProgress: say };
  const logFolder = join(process.cwd(), '.data', 'crash');
  const world = await startUnderLoad({ ...common, servers, logFolder });
  try {
    const stream = { perSecond: Number(flags.rate), seed: Number(flags.seed) };
    report = await runCampaign(world, { ...common, ...stream, failures: Number(flags.kills) });
  } finally {
    await world.stop();
  }
} finally {
  await servers.stop();
}
say(summaryOf(report, (performance.now() - started) / 1000));
process.exit(report.faults.length === 0 ? 0 : 1);

function summaryOf(found: CampaignReport, seconds: number): string {
  const by = new Map<string, number>();
  for (const { app, plan, reached } of found.failures) {
    const key = `${app} ${plan.signal} at ${reached ? plan.point : 'no planned point'}`;
    by.set(key, (by.get(key) ?? 0) + 1);
  }
  const rows = [...by].sort().map(([what, count]) => `  ${String(count).padStart(4)} × ${what}`);
  const pauses = Object.entries(found.worstPauseMs).map(([app, ms]) => `${app} ${(ms / 1000).toFixed(1)} s`);
  return [
    `${found.failures.length} failures in ${seconds.toFixed(0)} s:`,
    ...rows,
    `${found.deliveries} deliveries, ${found.duplicates} of them repeated; ${found.purchases} purchases of ${found.licences} licences; ${found.deadLetters} dead letters`,
    `worst pause: ${pauses.join(', ')}`,
    found.faults.length === 0
      ? 'EXACT: nothing lost, nothing doubled'
      : `FAULTS:\n  ${found.faults.join('\n  ')}`,
  ].join('\n');
}
