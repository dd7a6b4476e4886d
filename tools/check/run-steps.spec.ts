import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runSteps } from './run-steps.js';
import type { Step } from './steps.js';

const step = (name: string, code: string, more: Partial<Step> = {}): Step => ({
  name,
  command: [process.execPath, '-e', code],
  counting: 'exit',
  limitSeconds: 20,
  cores: 2,
  ...more,
});

const running = new AbortController().signal;

async function outcome(steps: readonly Step[], abort = running): Promise<readonly string[]> {
  const rows = await runSteps(steps, abort, () => undefined);
  return rows.map(({ name, tally }) => `${name} ${tally.passed}/${tally.failed} ${tally.note ?? ''}`.trim());
}

describe('running steps', () => {
  it('goes on after one that failed', async () => {
    const steps = [step('one', 'process.exit(1)'), step('two', '')];
    expect(await outcome(steps)).toEqual(['one 0/1 ended with 1', 'two 1/0']);
  });

  it('leaves out a step of whose need nothing passed, and counts it as failed', async () => {
    const steps = [
      step('servers', '', { counting: 'jest', command: ['sh', '-c', 'exit 1'] }),
      step('system', '', { needs: ['servers'] }),
    ];
    expect(await outcome(steps)).toEqual([
      'servers 0/1 no report, ended with 1',
      'system 0/1 not run: nothing of servers passed',
    ]);
  });

  it('reads the closing line of a step that counts for itself', async () => {
    const counts = "console.log('ok'); console.log('7 passed, 0 failed')";
    expect(await outcome([step('probes', counts, { counting: 'closing-line' })])).toEqual(['probes 7/0']);
  });

  it('runs steps of one core two at a time, and shows one after the other', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'run-steps-')), 'there');
    const waits = `const until = setInterval(() => { if (fs.existsSync(${JSON.stringify(file)})) clearInterval(until); }, 20)`;
    const steps = [
      step('waits', `console.error('one'); ${waits}`, { cores: 1 }),
      step('alone', "console.log('two')", { cores: 2 }),
      step('comes', `fs.writeFileSync(${JSON.stringify(file)}, ''); console.log('three')`, { cores: 1 }),
      step('after', "console.log('four')", { cores: 1, needs: ['alone'] }),
    ];
    const shown: string[] = [];
    const rows = await runSteps(steps, running, (text) => void shown.push(text));
    expect(rows.map(({ name, tally }) => [name, tally.failed])).toEqual(steps.map(({ name }) => [name, 0]));
    expect(shown.join('').match(/^(?:one|two|three|four|── \w+: ok)/gm)).toEqual([
      ...['one', '── waits: ok', 'two', '── alone: ok', 'three', '── comes: ok', 'four', '── after: ok'],
    ]);
    await rm(dirname(file), { recursive: true });
  });

  it('names the limit that a step ran into', async () => {
    const slow = step('slow', 'setInterval(() => undefined, 1000)', { limitSeconds: 0.2 });
    expect(await outcome([slow])).toEqual(['slow 0/1 over its limit of 0.2 s']);
  });

  it('runs nothing after an interruption', async () => {
    const steps = [step('one', 'setInterval(() => undefined, 1000)'), step('two', '')];
    const rows = await outcome(steps, AbortSignal.timeout(200));
    expect(rows).toEqual(['one 0/1 ended with 128', 'two 0/1 not run: interrupted']);
  });
});
