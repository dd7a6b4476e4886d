import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, toStdout, type Ended } from './run-command.js';
import type { Step } from './steps.js';
import { elapsed, type Row } from './table.js';
import { tallyOfClosingLine, tallyOfExit, tallyOfJest, type JestReport, type Tally } from './tally.js';

/**
 * Runs the steps one after the other, a failing one included, except those that need one that ran no test, and those
 * after an abort.
 *
 * @returns a row per step; a step that was not run is a failure
 */
export async function runSteps(
  steps: readonly Step[],
  abort: AbortSignal,
  show: (text: string) => void = toStdout,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const step of steps) {
    const reason = notToRun(step, rows, abort);
    const row = reason === undefined ? await runStep(step, abort, show) : notRun(step, reason);
    show(`── ${step.name}: ${row.tally.failed > 0 ? 'FAIL' : 'ok'} after ${elapsed(row.elapsedMs)}\n\n`);
    rows.push(row);
  }
  return rows;
}

/** Why a step would say nothing now, if so. */
export function notToRun(step: Step, rows: readonly Row[], abort: AbortSignal): string | undefined {
  if (abort.aborted) return 'not run: interrupted';
  const needed = rows.find((row) => row.name === step.needs);
  return needed?.tally.passed === 0 ? `not run: ${needed.name} ran no test` : undefined;
}

const notRun = (step: Step, note: string): Row => ({
  name: step.name,
  tally: { passed: 0, failed: 1, note },
  elapsedMs: 0,
});

async function runStep(step: Step, abort: AbortSignal, show: (text: string) => void): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'reservoir-check-'));
  const report = join(folder, 'report.json');
  show(`── ${step.name}: ${shownCommand(step)} (at most ${step.limitSeconds} s)\n`);
  try {
    const ended = await runCommand(withReport(step, report), {
      limitMs: step.limitSeconds * 1000,
      abort,
      show,
    });
    const tally = await tallied(step, ended, report);
    const note = ended.code === 124 ? { note: `over its limit of ${step.limitSeconds} s` } : {};
    return { name: step.name, tally: { ...tally, ...note }, elapsedMs: ended.elapsedMs };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The command for a reader, without a tail of file names. */
function shownCommand(step: Step): string {
  const text = step.command.join(' ');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function withReport(step: Step, report: string): Step['command'] {
  return step.counting === 'jest' ? [...step.command, '--json', `--outputFile=${report}`] : step.command;
}

async function tallied(step: Step, ended: Ended, report: string): Promise<Tally> {
  if (step.counting === 'exit') return tallyOfExit(ended.code);
  if (step.counting === 'closing-line') return tallyOfClosingLine(ended.output, ended.code);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  return tallyOfJest(text === undefined ? undefined : (JSON.parse(text) as JestReport), ended.code);
}
