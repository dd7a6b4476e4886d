import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** How a command ended. */
export interface Ended {
  /** Its exit code; 124 if it ran into its limit, 128 if a signal ended it. */
  readonly code: number;
  /** What it wrote to its standard output. */
  readonly output: string;
  readonly elapsedMs: number;
}

/** How a command is run. */
export interface Terms {
  /** After this long it is asked to end, and 5 s later it is killed. */
  readonly limitMs: number;
  /** Asks it to end sooner. */
  readonly abort?: AbortSignal;
  /** Takes what the command writes, as it comes; our own standard output if undefined. */
  readonly show?: (text: string) => void;
  /** Whether it also takes what the command writes to its standard error, which else goes to our own. */
  readonly showErrors?: boolean;
}

const graceMs = 5000;
const outOfTime = 124;

/** Shows text to whoever started us. */
export const toStdout = (text: string): void => void process.stdout.write(text);

/**
 * Runs a command in a process group of its own, and ends the whole group with it: when it has ended, when its time is
 * over, or when it is aborted.
 *
 * @throws if the program cannot be started
 */
export async function runCommand(
  command: readonly [string, ...string[]],
  { limitMs, abort, show = toStdout, showErrors = false }: Terms,
): Promise<Ended> {
  const began = performance.now();
  const [program, ...args] = command;
  const child = spawn(program, args, {
    detached: true,
    env: withBinaries(),
    stdio: ['ignore', 'pipe', showErrors ? 'pipe' : 'inherit'],
  });
  child.stderr?.setEncoding('utf8').on('data', show);
  const output = gathered(child, show);
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort();
  }, limitMs);
  const stop = abort ? AbortSignal.any([limit.signal, abort]) : limit.signal;
  stop.addEventListener('abort', () => {
    endGroup(child, 'SIGTERM');
    setTimeout(endGroup, graceMs, child, 'SIGKILL').unref();
  });
  const code = await exitOf(child).finally(() => {
    clearTimeout(timer);
  });
  endGroup(child, 'SIGKILL');
  return {
    code: limit.signal.aborted ? outOfTime : code,
    output: output.join(''),
    elapsedMs: performance.now() - began,
  };
}

function withBinaries(): NodeJS.ProcessEnv {
  const bin = join(process.cwd(), 'node_modules/.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}

/** What the child writes to its standard output, in parts, shown as it comes. */
function gathered(child: ChildProcess, show: (text: string) => void): readonly string[] {
  const parts: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    parts.push(part);
    show(part);
  });
  return parts;
}

/** Resolves when the child has ended and its output is read; what keeps its output open after it gets one second. */
function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      const done = (): void => {
        resolve(code ?? 128);
      };
      const patience = setTimeout(done, 1000);
      child.once('close', () => {
        clearTimeout(patience);
        done();
      });
    });
  });
}

/** Signals the child's whole group; a group that is gone is what was wanted. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}
