import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { World } from '../world.js';
import { world } from './house.js';

type Role = Parameters<World['platform']['issuer']['token']>[0]['role'];

/** The shell blocks of a page of docs/, for this house instead of the local start. */
async function commandsOf(page: string): Promise<string> {
  const text = await readFile(join(process.cwd(), 'docs', page), 'utf8');
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block);
  const { url, issuer } = world.platform;
  let script = blocks.join('\n').replaceAll('http://localhost:3000', url);
  for (const [command, company, role] of script.matchAll(
    /\$\(npm run --silent token --(?: --company (\S+))? --role ([a-z-]+)\)/g,
  ))
    script = script.replace(command, await issuer.token({ role: role as Role, ...(company && { company }) }));
  // Each curl says what it got, and one that is refused ends the script.
  return script.replaceAll('curl -s', "curl -s --fail-with-body -w '\\n'");
}

/**
 * Runs every command of a page, one after the other, in an empty folder.
 * @returns the JSON objects that they wrote
 * @throws Error with what was written, when one of them fails
 */
export async function answersOf(page: string): Promise<readonly Record<string, unknown>[]> {
  const cwd = await mkdtemp(join(tmpdir(), 'page-'));
  try {
    const script = `set -eu\n${await commandsOf(page)}`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd });
    return stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  } finally {
    await rm(cwd, { recursive: true });
  }
}
