/**
 * Runs one program and ends it when whoever started this process is gone, however it went: the pipe on stdin then
 * ends, on an orderly stop as on a crash or SIGKILL. It runs in a process group of its own, so that Ctrl-C in a
 * terminal reaches the services first and the servers only when the services have closed.
 *
 * Usage: node supervisor.mjs '<order>', where the order is the JSON of `Order` in supervise.ts.
 * It prints the program's process id and, at the end, the last lines of a log that it is to remove. It exits with the
 * program's own exit code.
 */
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const order = JSON.parse(process.argv[2]);
const log = order.logFile ? openSync(order.logFile, 'a') : 'ignore';
const program = spawn(order.command, order.args, {
  stdio: ['ignore', log, log],
  detached: true,
  cwd: order.cwd,
});
let ending = false;

/** Reaches the program and whatever it started. */
function signal(name) {
  try {
    process.kill(-program.pid, name);
  } catch {
    // already gone
  }
}

function end() {
  if (ending || program.pid === undefined) return;
  ending = true;
  signal(order.graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
  setTimeout(() => signal('SIGKILL'), order.graceMs);
}

function finish(code) {
  if (program.pid !== undefined) signal('SIGKILL');
  if (order.afterwards)
    spawnSync(order.afterwards[0], order.afterwards.slice(1), { stdio: 'ignore', cwd: order.cwd });
  if (order.removeAfterwards) repeatLastWords();
  for (const folder of order.removeAfterwards ?? []) remove(folder);
  process.exit(code);
}

/** The log is about to go with its folder, and may say why the program ended. */
function repeatLastWords() {
  try {
    writeSync(1, readFileSync(order.logFile, 'utf8').slice(-8000));
  } catch {
    // no log, or nobody left to read it
  }
}

/** Removes a folder, and the one around it once that is empty. */
function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    rmdirSync(dirname(folder));
  } catch {
    // not empty yet: another supervisor will do it
  }
}

for (const name of ['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGPIPE']) process.on(name, () => undefined);
process.on('SIGTERM', end);
process.stdin.on('end', end).on('close', end).on('error', end).resume();
process.stdout.on('error', () => undefined);
program.on('spawn', () => process.stdout.write(`${program.pid}\n`));
program.on('error', () => finish(127));
program.on('exit', (code) => finish(code ?? 1));
