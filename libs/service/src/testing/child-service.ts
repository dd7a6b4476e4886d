import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@reservoir/testing';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>> & {
  readonly level: string;
  readonly message: string;
};

/** The tiny service in a process of its own. */
export interface ChildService {
  readonly lines: readonly LogLine[];
  /** Whatever was not a line of the log. */
  readonly output: () => string;
  /** Waits for a line of the log. */
  line(message: string | RegExp, timeoutMs?: number): Promise<LogLine>;
  /** Asks a probe, when the service has said where they are. */
  probe(path: string): Promise<{ readonly status: number; readonly body: string }>;
  signal(signal: NodeJS.Signals): void;
  /** How it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/**
 * Starts it with these environment variables.
 * @param program the tiny service, bundled
 */
export function startTinyService(
  program: string,
  env: NodeJS.ProcessEnv,
  ...args: readonly string[]
): ChildService {
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { lines, output } = readLog(child);
  const line = (message: string | RegExp, timeoutMs = 90_000): Promise<LogLine> =>
    eventually(
      () => {
        const found = lines.find((one) =>
          typeof message === 'string' ? one.message === message : message.test(one.message),
        );
        if (!found) throw new Error(`no line ${String(message)} in ${JSON.stringify(lines)} ${output()}`);
        return found;
      },
      { timeoutMs },
    );
  return {
    lines,
    output,
    line,
    async probe(path) {
      const { healthPort } = await line('starting');
      const response = await fetch(`http://127.0.0.1:${String(healthPort)}${path}`);
      return { status: response.status, body: await response.text() };
    },
    signal: (signal) => child.kill(signal),
    ended: once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals),
  };
}

function readLog(child: ChildProcess): { readonly lines: LogLine[]; readonly output: () => string } {
  const lines: LogLine[] = [];
  let rest = '';
  let other = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (part.startsWith('{')) lines.push(JSON.parse(part) as LogLine);
      else other += `${part}\n`;
    }
  });
  child.stderr?.on('data', (chunk: Buffer) => (other += String(chunk)));
  return { lines, output: () => other + rest };
}
