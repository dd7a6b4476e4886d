/** `npm test` and `npm run check:fast`. */
import { parseArgs } from 'node:util';
import { changedFiles } from './changed.js';
import { fastSteps, relatedTests } from './fast-steps.js';
import { runCommand } from './run-command.js';
import { runSteps } from './run-steps.js';
import { allSteps, stepsNamed, type Step } from './steps.js';
import { table } from './table.js';
import { closingLine, total } from './tally.js';

const help = `npm test [-- STEP …]           every gate, in this order, or the named ones:
                               ${allSteps.map((step) => step.name).join(', ')}
npm run check:fast [-- --since COMMIT]
                               the inner loop over what changed since COMMIT (default: the last one):
                               format, lint, typecheck, and the unit tests that depend on it

Steps that keep one core busy run two at a time; what they write is shown one after the other. Every step has a time limit;
a failing step does not stop the others. The last line is the sum: N passed, N failed.
A step without tests counts as one; a Jest step that runs no test fails. Ends with 0 only if nothing failed.`;

async function fast(since: string | undefined, abort: AbortSignal): Promise<readonly Step[]> {
  const files = await changedFiles(since);
  console.log(`${files.length} changed files\n`);
  const list = ['npm', 'run', '--silent', 'jest', '--', '--listTests', ...relatedTests(files)] as const;
  const code = files.some((file) => file.endsWith('.ts'));
  const listed = code ? await runCommand(list, { limitMs: 60_000, abort, show: () => undefined }) : undefined;
  const tests = listed?.output.split('\n').filter((line) => line.endsWith('.spec.ts')) ?? [];
  return fastSteps(files, tests);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      fast: { type: 'boolean', default: false },
      since: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const steps = values.fast ? await fast(values.since, interrupted.signal) : stepsNamed(positionals);
  const began = performance.now();
  const rows = await runSteps(steps, interrupted.signal);
  const sum = total(rows.map((row) => row.tally));
  console.log(`${table(rows, performance.now() - began)}\n\n${closingLine(sum)}`);
  return sum.failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
