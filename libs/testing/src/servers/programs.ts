import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { supervise } from './supervise.js';

/** What a short command printed, or why it failed. */
export type Answer =
  { readonly ok: true; readonly output: string } | { readonly ok: false; readonly reason: string };

/** Asks a program something that takes a moment, such as its version; standard output and error together. */
export function ask(command: string, args: readonly string[], timeoutMs = 30_000): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      command,
      [...args],
      { timeout: timeoutMs, killSignal: 'SIGKILL', env: process.env },
      (error, stdout, stderr) => {
        if (!error) return resolve({ ok: true, output: `${stdout}${stderr}` });
        const lines = stderr.trim().split('\n');
        resolve({
          ok: false,
          reason: error.killed ? `no answer in ${timeoutMs} ms` : lines.at(-1) || error.message,
        });
      },
    );
  });
}

/** The path of a program on the PATH, if it is there. */
export async function onPath(program: string, path = process.env['PATH'] ?? ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, program);
    try {
      await access(file, constants.X_OK);
      if ((await stat(file)).isFile()) return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

/**
 * Runs a long command to its end, reporting every few seconds that it still runs; it is ended with this process.
 * @throws Error with its last lines when it fails.
 */
export async function runToEnd(
  what: string,
  command: string,
  args: readonly string[],
  logFile: string,
  report: (line: string) => void,
): Promise<void> {
  const startedAt = performance.now();
  const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;
  const program = supervise({ command, args, logFile, graceMs: 500 });
  const ticking = setInterval(() => report(`${what}: still at it after ${seconds()}`), 5_000);
  try {
    const code = await program.exited;
    if (code !== 0) throw new Error(`${what} failed (exit code ${code}):\n${program.lastLines(8)}`);
    report(`${what}: done in ${seconds()}`);
  } finally {
    clearInterval(ticking);
  }
}

/** The first version number in a text, as [major, minor]. */
export function versionIn(text: string): readonly [number, number] | undefined {
  const found = /(\d+)\.(\d+)/.exec(text);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

/** Whether a version is at least another one. */
export function atLeast(
  version: readonly [number, number] | undefined,
  least: readonly [number, number],
): boolean {
  if (!version) return false;
  return version[0] > least[0] || (version[0] === least[0] && version[1] >= least[1]);
}
