import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../eventually.js';
import { supervise } from './supervise.js';

/** Prints its process id and stays, deaf to SIGTERM if told so. */
const stays = (deaf = false): readonly string[] => [
  '-e',
  `${deaf ? "process.on('SIGTERM', () => {});" : ''} console.log(process.pid); setInterval(() => {}, 1000)`,
];

describe('a supervised program', () => {
  let folder: string;
  let logFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'supervise-'));
    logFile = join(folder, 'log');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('tells its exit code and its last lines', async () => {
    const args = ['-e', 'console.log("one"); console.error("two"); process.exit(3)'];
    const program = supervise({ command: process.execPath, args, logFile, graceMs: 0 });
    expect(await program.exited).toBe(3);
    expect(program.lastLines(1)).toBe('two');
  });

  test('still tells its last lines when its log went with its folder', async () => {
    const removeAfterwards = [folder];
    const args = ['-e', 'console.log("one"); console.error("two"); process.exit(3)'];
    const program = supervise({ command: process.execPath, args, logFile, graceMs: 0, removeAfterwards });
    await program.exited;
    expect(existsSync(folder)).toBe(false);
    expect(program.lastLines()).toBe('one\ntwo');
  });

  test('that does not exist ends with 127', async () => {
    expect(await supervise({ command: 'no-such-program', args: [], graceMs: 0 }).exited).toBe(127);
  });

  test.each([false, true])(
    'is stopped, deaf to SIGTERM: %s; its folders go, then the empty one around them',
    async (deaf) => {
      const inner = join(folder, 'root', 'server');
      await mkdir(inner, { recursive: true });
      const order = {
        command: process.execPath,
        args: stays(deaf),
        logFile,
        graceMs: 200,
        removeAfterwards: [inner],
      };
      const program = supervise(order);
      const pid = await eventually(() => pidIn(program.lastLines()), { timeoutMs: 30_000 });
      await program.stop();
      await program.stop();
      expect(lives(pid)).toBe(false);
      expect(existsSync(join(folder, 'root'))).toBe(false);
    },
  );

  test('is killed when its supervisor is', async () => {
    const program = supervise({ command: process.execPath, args: stays(), logFile, graceMs: 200 });
    const pid = await eventually(() => pidIn(program.lastLines()), { timeoutMs: 30_000 });
    process.kill(program.pid, 'SIGKILL');
    await program.exited;
    await eventually(() => expect(lives(pid)).toBe(false));
  });

  test.each(['SIGKILL', 'SIGINT'] as const)('ends with its parent, on %s too', async (signal) => {
    const parent = startParent(logFile);
    const pid = await eventually(() => pidIn(parent.output()), { timeoutMs: 30_000 });
    parent.process.kill(signal);
    await eventually(() => expect(lives(pid)).toBe(false), { timeoutMs: 5_000 });
  });
});

/** A process of its own that supervises a program that stays; what it prints ends with the program's id. */
function startParent(logFile: string): { process: ChildProcess; output: () => string } {
  const order = JSON.stringify({ command: process.execPath, args: stays(true), logFile, graceMs: 200 });
  const module = JSON.stringify(new URL('./supervise.ts', import.meta.url).href);
  const code = `const { supervise } = await import(${module});
    const program = supervise(${order});
    setInterval(() => console.log(program.lastLines()), 50);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', code];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  return { process: child, output: () => output };
}

function pidIn(text: string): number {
  const pid = Number(text.trim().split('\n').at(-1));
  if (!(pid > 0)) throw new Error(`no process id in ${JSON.stringify(text)}`);
  return pid;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
