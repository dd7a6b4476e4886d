import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Supervised, supervise } from '@reservoir/testing/servers';
import { rootFolder } from '../build/apps.js';

/** How to start one service. */
export interface ServiceSpec {
  readonly app: string;
  /** What sets it apart from other replicas of the same app; part of the log file's name. */
  readonly replica?: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFolder: string;
  readonly healthPort: number;
  /** Options of node itself, such as `--import` of a file that plants failures. */
  readonly nodeOptions?: readonly string[];
}

/** A service in a process of its own. It ends with this process, whatever happens to it. */
export interface ServiceProcess {
  readonly name: string;
  readonly app: string;
  readonly healthUrl: string;
  readonly logFile: string;
  readonly exited: Promise<number>;
  /** Its process id, once it runs. */
  pid(): number | undefined;
  /** Waits until it says that it is ready. */
  ready(timeoutMs?: number): Promise<void>;
  /** Asks it to close (SIGTERM) and waits. */
  stop(): Promise<void>;
  /** Sends a signal to it, such as SIGKILL. */
  signal(name: NodeJS.Signals): void;
  lastLines(count?: number): string;
}

/** As in deploy/Dockerfile. */
const nodeFlags = ['--enable-source-maps', '--max-semi-space-size=8', '--max-old-space-size=1536'];

/** Starts the bundle of an app (`npm run build`). */
export function startServiceProcess(spec: ServiceSpec): ServiceProcess {
  const name = spec.replica ? `${spec.app}-${spec.replica}` : spec.app;
  mkdirSync(spec.logFolder, { recursive: true });
  const logFile = join(spec.logFolder, `${name}.log`);
  const bundle = join(rootFolder, 'dist', 'apps', spec.app, 'main.js');
  const child = supervise({
    command: process.execPath,
    args: [...nodeFlags, ...(spec.nodeOptions ?? []), bundle],
    cwd: rootFolder,
    logFile,
    graceMs: 25_000,
    env: { PATH: process.env['PATH'] ?? '', ...spec.env, HEALTH_PORT: String(spec.healthPort) },
  });
  const healthUrl = `http://127.0.0.1:${spec.healthPort}`;
  return {
    name,
    app: spec.app,
    healthUrl,
    logFile,
    exited: child.exited,
    pid: () => child.programPid(),
    ready: async (timeoutMs = 60_000) => untilReady(name, healthUrl, child, timeoutMs),
    stop: async () => child.stop(),
    signal: (signal) => {
      sendSignal(child.programPid(), signal);
    },
    lastLines: (count) => child.lastLines(count),
  };
}

function sendSignal(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it is gone already
  }
}

/** @throws Error with the last lines of the log, when the service ends or is not ready in time. */
async function untilReady(name: string, url: string, child: Supervised, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let ended: number | undefined;
  void child.exited.then((code) => (ended = code));
  while (Date.now() < deadline) {
    if (ended !== undefined) throw new Error(`${name} ended with ${ended}:\n${child.lastLines()}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`${name} is not ready after ${timeoutMs / 1000} s:\n${child.lastLines()}`);
}
