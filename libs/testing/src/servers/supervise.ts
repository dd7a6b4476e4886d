import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a supervisor runs, and how it ends it. */
export interface Order {
  readonly command: string;
  readonly args: readonly string[];
  /** Where the program's output goes; it is thrown away when absent. */
  readonly logFile?: string;
  readonly cwd?: string;
  /** From SIGTERM to SIGKILL, in milliseconds; 0 kills at once, for programs whose data is thrown away. */
  readonly graceMs: number;
  /** A command to run once the program has ended. */
  readonly afterwards?: readonly string[];
  /** Folders to remove once the program has ended, and the ones around them once those are empty. */
  readonly removeAfterwards?: readonly string[];
}

/** A program that ends with this process, whatever happens to it. */
export interface Supervised {
  /** The supervisor's process id, alive as long as the program is. */
  readonly pid: number;
  /** Resolves, with the exit code, when the program has ended and its folders are removed. */
  readonly exited: Promise<number>;
  /** Ends the program and waits for its end. May be called twice. */
  stop(): Promise<void>;
  /** The last lines of the program's output. */
  lastLines(count?: number): string;
}

/** Starts a program under a supervisor of its own (supervisor.mjs). */
export function supervise(order: Order): Supervised {
  const script = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));
  const supervisor = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  let programPid: number | undefined;
  supervisor.stdout.once('data', (line) => (programPid = Number(String(line))));
  supervisor.stdin.on('error', () => undefined);
  const exited = new Promise<number>((resolve) => {
    supervisor.once('error', () => resolve(127));
    supervisor.once('close', (code) => {
      if (code === null && programPid !== undefined) killGroup(programPid); // the supervisor itself was killed
      resolve(code ?? 1);
    });
  });
  return {
    pid: supervisor.pid ?? -1,
    exited,
    lastLines: (count = 15) => (order.logFile ? tail(order.logFile, count) : ''),
    async stop() {
      supervisor.stdin.end();
      await exited;
    },
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // already gone
  }
}

function tail(file: string, count: number): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
