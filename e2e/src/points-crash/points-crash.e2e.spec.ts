import { expect, it } from '@jest/globals';
import { serverAddresses, shortestSessionMs } from '@reservoir/testing';
import { runPointsCampaign } from './campaign.js';

/** `POINTS_CRASH_ROUNDS=100 npm run jest -- --selectProjects e2e -- points-crash` is the long run. */
const rounds = Number(process.env['POINTS_CRASH_ROUNDS'] ?? 4);

it(
  `PT-4 PT-6 invariant 8: captured ⇔ minted and reversed ⇔ refunded over ${rounds} kills and freezes of both services`,
  async () => {
    const report = await runPointsCampaign({
      servers: serverAddresses(),
      failures: rounds,
      seed: 7,
      sessionTimeoutMs: Math.max(3000, await shortestSessionMs()),
      onProgress: (line) => {
        if (rounds > 10) process.stdout.write(`${line}\n`);
      },
    });
    const { captured, voided, reversedLicenses, transactions, statuses } = report;
    console.log(JSON.stringify({ captured, voided, reversedLicenses, transactions, statuses }));
    expect(report.faults).toEqual([]);
    expect(report.failures.length).toBeGreaterThanOrEqual(rounds);
    expect(report.captured).toBeGreaterThan(10);
    expect(report.voided).toBeGreaterThan(0);
    expect(report.reversedLicenses).toBeGreaterThan(0);
  },
  rounds * 60_000 + 300_000,
);
