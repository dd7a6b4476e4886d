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
  /** The program's whole environment; that of this process when absent. */
  readonly env?: Readonly<Record<string, string>>;
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
  /** The program's own process id, once it runs. */
  programPid(): number | undefined;
  /** Resolves, with the exit code, when the program has ended and its folders are removed. */
  readonly exited: Promise<number>;
  /** Ends the program and waits for its end. May be called twice. */
  stop(): Promise<void>;
  /** The last lines of the program's output. */
  lastLines(count?: number): string;
}

/** Starts a program under a supervisor of its own (supervisor.mjs). */
export function supervise({ env, ...order }: Order): Supervised {
  const script = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));
  const supervisor = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    env: env ?? process.env,
  });
  let said = '';
  supervisor.stdout.on('data', (chunk) => (said += String(chunk)));
  const programPid = (): number | undefined => Number(said.split('\n')[0]) || undefined;
  const lastWords = (): string => said.slice(said.indexOf('\n') + 1);
  supervisor.stdin.on('error', () => undefined);
  const exited = new Promise<number>((resolve) => {
    supervisor.once('error', () => resolve(127));
    supervisor.once('close', (code) => {
      const pid = programPid();
      if (code === null && pid !== undefined) killGroup(pid); // the supervisor itself was killed
      resolve(code ?? 1);
    });
  });
  return {
    pid: supervisor.pid ?? -1,
    programPid,
    exited,
    lastLines: (count = 15) => tail(logged(order.logFile) ?? lastWords(), count),
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

/** The program's output; none when the log went with its folder. */
function logged(logFile: string | undefined): string | undefined {
  try {
    return logFile && readFileSync(logFile, 'utf8');
  } catch {
    return undefined;
  }
}

const tail = (text: string, count: number): string => text.trimEnd().split('\n').slice(-count).join('\n');
