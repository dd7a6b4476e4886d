import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InTurn } from './in-turn.js';
import { runCommand, toStdout, type Ended } from './run-command.js';
import type { Step } from './steps.js';
import { elapsed, type Row } from './table.js';
import { tallyOfClosingLine, tallyOfExit, tallyOfJest, type JestReport, type Tally } from './tally.js';

/** What every machine has at least. */
const coresOfTheMachine = 2;

/**
 * Runs the steps, a failing one included, as many at a time as there are cores, and shows what they write as if one ran after
 * the other. Steps that need one of which nothing passed are not run, nor are those after an abort.
 *
 * @returns a row per step, in their order; a step that was not run is a failure
 */
export async function runSteps(
  steps: readonly Step[],
  abort: AbortSignal,
  show: (text: string) => void = toStdout,
): Promise<readonly Row[]> {
  const turns = new InTurn(steps, show);
  const rows = new Map<Step, Row>();
  const running = new Map<Step, Promise<void>>();
  const run = async (step: Step): Promise<void> => {
    const write = turns.writer(step);
    const reason = notToRun(step, [...rows.values()], abort);
    const row = reason === undefined ? await runStep(step, abort, write) : notRun(step, reason);
    write(`── ${step.name}: ${row.tally.failed > 0 ? 'FAIL' : 'ok'} after ${elapsed(row.elapsedMs)}\n\n`);
    turns.end(step);
    rows.set(step, row);
  };
  for (;;) {
    const waiting = steps.filter((step) => !rows.has(step) && !running.has(step));
    const free = coresOfTheMachine - sum([...running.keys()].map(({ cores }) => cores));
    const next = waiting.find((step) => step.cores <= free && !needs(step, [...waiting, ...running.keys()]));
    if (next)
      running.set(
        next,
        run(next).then(() => void running.delete(next)),
      );
    else if (running.size === 0) return steps.flatMap((step) => rows.get(step) ?? []);
    else await Promise.race(running.values());
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Whether one of these steps has to end before this one begins. */
const needs = (step: Step, others: readonly Step[]): boolean =>
  others.some(({ name }) => step.needs?.includes(name));

/** Why a step would say nothing now, if so. */
export function notToRun(step: Step, rows: readonly Row[], abort: AbortSignal): string | undefined {
  if (abort.aborted) return 'not run: interrupted';
  const needed = rows.find((row) => step.needs?.includes(row.name) && row.tally.passed === 0);
  return needed && `not run: nothing of ${needed.name} passed`;
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
      showErrors: step.cores < coresOfTheMachine,
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
