import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

async function git(...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

const names = (output: string): string[] => output.split('\0').filter((name) => name !== '');

/**
 * The files that differ from a commit, the untracked ones included and the deleted ones not.
 *
 * @param since a commit; the last one if undefined; before the first, every file has changed
 * @returns paths from the root of the repository, sorted
 */
export async function changedFiles(since?: string): Promise<readonly string[]> {
  const base = since ?? (await git('rev-parse', '--verify', '--quiet', 'HEAD').catch(() => emptyTree)).trim();
  const tracked = await git('diff', '--name-only', '--diff-filter=d', '-z', base, '--');
  const untracked = await git('ls-files', '--others', '--exclude-standard', '-z');
  return [...new Set([...names(tracked), ...names(untracked)])].sort();
}
