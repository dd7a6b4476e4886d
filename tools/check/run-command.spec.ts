import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { runCommand } from './run-command.js';

const node = (code: string): readonly [string, ...string[]] => [process.execPath, '-e', code];
const forever = 'setInterval(() => undefined, 1000)';
const shown: string[] = [];
const terms = { limitMs: 20_000, show: (text: string) => void shown.push(text) };

describe('running a command', () => {
  it('gives its exit code and its output, and shows it', async () => {
    const ended = await runCommand(node('process.stdout.write("a\\n"); process.exitCode = 3'), terms);
    expect(ended).toMatchObject({ code: 3, output: 'a\n' });
    expect(shown).toEqual(['a\n']);
  });

  it('finds the programs of the workspace', async () => {
    expect((await runCommand(['prettier', '--version'], terms)).output).toMatch(/^\d+\./);
  });

  it('ends it at its limit, with what it started', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'run-command-'));
    const file = join(folder, 'beats');
    const ended = await runCommand(['sh', '-c', `(while :; do echo >> ${file}; sleep 0.02; done) & wait`], {
      ...terms,
      limitMs: 300,
    });
    const beats = await readFile(file, 'utf8');
    await pause(200);
    expect(ended.code).toBe(124);
    expect(beats).not.toBe('');
    expect(await readFile(file, 'utf8')).toBe(beats);
    await rm(folder, { recursive: true });
  });

  it('ends what it left behind', async () => {
    const ended = await runCommand(['sh', '-c', 'sleep 30 & exit 0'], terms);
    expect(ended.code).toBe(0);
    expect(ended.elapsedMs).toBeLessThan(10_000);
  });

  it('ends it when it is aborted', async () => {
    const ended = await runCommand(node(forever), { ...terms, abort: AbortSignal.timeout(100) });
    expect(ended.code).toBe(128);
  });

  it('refuses a program that is not there', async () => {
    await expect(runCommand(['no-such-program'], terms)).rejects.toThrow('ENOENT');
  });
});
