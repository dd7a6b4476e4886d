import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { serverAddresses } from '@reservoir/testing';
import { runCampaign } from './campaign.js';

it('loses and doubles nothing over 20 kills and freezes under load', async () => {
  const report = await runCampaign({
    servers: serverAddresses(),
    failures: 20,
    perSecond: 100,
    seed: 4,
    sessionTimeoutMs: 6000,
    logFolder: join(process.cwd(), '.data', 'crash'),
    onProgress: () => undefined,
  });
  expect(report.faults).toEqual([]);
  expect(report.failures.length).toBeGreaterThanOrEqual(20);
  expect(report.purchases).toBeGreaterThan(500);
  expect(report.deadLetters).toBeGreaterThan(0);
}, 600_000);
