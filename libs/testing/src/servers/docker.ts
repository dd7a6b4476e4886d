import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataFolder } from './data-folder.js';
import { kafkaAnswers } from './kafka.js';
import { choosePort } from './ports.js';
import { ask, onPath, runToEnd } from './programs.js';
import { mongodbAnswers } from './replica-set.js';
import type { Lacking, ServerOptions, Servers } from './servers.js';
import { type Supervised, supervise } from './supervise.js';
import { untilReady } from './until-ready.js';

const composeFile = fileURLToPath(new URL('../../../../docker-compose.yml', import.meta.url));
const servers = ['kafka', 'mongodb'];

/** Starts both servers from docker-compose.yml if an engine answers; or says what this machine lacks for that. */
export async function startInDocker(data: DataFolder, options: ServerOptions): Promise<Servers | Lacking> {
  const lacks = await engineLacks();
  if (lacks) return { lacks: [lacks] };
  const report = (line: string): void => options.onProgress?.(`docker: ${line}`);
  const folder = await data.folderOf('docker');
  const logFile = join(folder, 'compose.log');
  const kafkaPort = await choosePort(options.kafkaPort ?? (data.ephemeral ? undefined : 9_092), report);
  const mongodbPort = await choosePort(options.mongodbPort ?? (data.ephemeral ? undefined : 27_017), report);
  const forbid = options.forbidCollectionScans ?? data.ephemeral;
  const compose = composeCommand(data.ephemeral, { kafkaPort, mongodbPort, forbid });
  try {
    if (options.reset) await runToEnd('clearing', 'env', [...compose, 'down', '--volumes'], logFile, report);
    const pull = [...compose, 'pull', '--policy', 'missing', ...servers];
    await runToEnd('images', 'env', pull, logFile, report);
    const server = composeUp(compose, folder, logFile, data.ephemeral);
    await data.alsoUsedBy(server.pid);
    const kafkaBrokers = `127.0.0.1:${kafkaPort}`;
    const mongodbUri = `mongodb://127.0.0.1:${mongodbPort}/?directConnection=true`;
    const bothAnswer = async (): Promise<void> => {
      await kafkaAnswers([kafkaBrokers]);
      await mongodbAnswers(mongodbUri, 1_000);
    };
    await untilReady('docker compose', server, bothAnswer, 120_000);
    return { kafkaBrokers, mongodbUri, origin: 'docker', stop: stopper(server, data, options) };
  } catch (error) {
    report('it did not work: looking for local packages');
    return { lacks: [(error as Error).message] };
  }
}

/** Runs compose attached: its end is the containers' end. */
function composeUp(
  compose: readonly string[],
  folder: string,
  logFile: string,
  ephemeral: boolean,
): Supervised {
  return supervise({
    command: 'env',
    args: [...compose, 'up', '--abort-on-container-exit', ...servers],
    logFile,
    graceMs: 15_000,
    ...(ephemeral
      ? { afterwards: ['env', ...compose, 'down', '--volumes'], removeAfterwards: [folder] }
      : {}),
  });
}

function stopper(server: Supervised, data: DataFolder, options: ServerOptions): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  void server.exited.then(() => {
    if (!stopping) options.onFailure?.(new Error(`docker compose ended by itself:\n${server.lastLines()}`));
  });
  return () => (stopping ??= server.stop().then(() => data.close()));
}

/**
 * `env` carries the settings of docker-compose.yml, so that the command means the same wherever it is run. The project
 * is not the file's own, which a developer may have running: it would be given other ports under their feet.
 */
function composeCommand(
  ephemeral: boolean,
  settings: { kafkaPort: number; mongodbPort: number; forbid: boolean },
): readonly string[] {
  const project = ephemeral ? `reservoir-${randomBytes(4).toString('hex')}` : 'reservoir-local';
  return [
    `KAFKA_PORT=${settings.kafkaPort}`,
    `MONGODB_PORT=${settings.mongodbPort}`,
    `MONGODB_NO_TABLE_SCAN=${settings.forbid ? 1 : 0}`,
    ...['docker', 'compose', '--ansi', 'never', '-p', project, '-f', composeFile],
  ];
}

async function engineLacks(): Promise<string | undefined> {
  if (!(await onPath('docker'))) return 'no docker on the PATH';
  const engine = await ask('docker', ['info', '--format', '{{.ServerVersion}}'], 5_000);
  if (!engine.ok) return `no Docker engine answers (${engine.reason})`;
  const compose = await ask('docker', ['compose', 'version']);
  return compose.ok ? undefined : 'the compose plugin of docker is missing';
}
