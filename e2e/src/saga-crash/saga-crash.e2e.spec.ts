import { expect, it } from '@jest/globals';
import { serverAddresses, shortestSessionMs } from '@reservoir/testing';
import { runSagaCampaign } from './campaign.js';
import { nameOf, sagas, steps } from './steps.js';

/** `npm run test:crash:sagas` is the long run: 100 rounds, or as many as SAGA_CRASH_ROUNDS says. */
const rounds = Number(process.env['SAGA_CRASH_ROUNDS'] ?? 4);

it(
  `CT-4 CT-6 CT-12 CO-5 invariants 1 to 5, 8 and 12: every saga ends whole or undone over ${rounds} kills and freezes at its steps`,
  async () => {
    const report = await runSagaCampaign({
      servers: serverAddresses(),
      failures: rounds,
      seed: 7,
      sessionTimeoutMs: Math.max(3000, await shortestSessionMs()),
      leapEveryMs: 20_000,
      onProgress: (line) => {
        if (rounds > 10) process.stdout.write(`${line}\n`);
      },
    });
    const { outcomes, customers, contracts, lotsMoved, told, failures } = report;
    const hit = new Map<string, string[]>();
    for (const { plan, reached } of failures)
      if (reached && plan.step)
        hit.set(nameOf(plan.step), [...(hit.get(nameOf(plan.step)) ?? []), plan.point]);
    const unhit = steps.map(nameOf).filter((name) => !hit.has(name));
    console.log(
      JSON.stringify(
        { outcomes, customers, contracts, lotsMoved, hit: [...hit].sort(), unhit, told },
        null,
        1,
      ),
    );
    expect(report.faults.slice(0, 20)).toEqual([]);
    expect(failures.length).toBeGreaterThanOrEqual(rounds);
    for (const saga of sagas) expect(outcomes[saga]?.['done']).toBeGreaterThan(0);
    if (rounds >= 100) expect(unhit).toEqual([]);
  },
  rounds * 60_000 + 300_000,
);
