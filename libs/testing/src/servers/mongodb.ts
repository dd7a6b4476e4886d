import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Placement, StartedServer } from './local.js';
import { findMongod } from './mongod-program.js';
import { choosePort } from './ports.js';
import { openReplicaSet } from './replica-set.js';
import { supervise } from './supervise.js';
import { untilReady } from './until-ready.js';

/** Starts MongoDB as a replica set of one member in its data folder and waits until that is primary. */
export async function startMongodb(place: Placement): Promise<StartedServer> {
  const { data, report } = place;
  const command = await findMongod(report);
  const folder = await data.folderOf('mongodb');
  const port = await choosePort(place.port, report);
  const dbPath = join(folder, 'data');
  await mkdir(dbPath, { recursive: true });
  report(`starting on port ${port}`);
  const server = supervise({
    command,
    args: mongodArguments(port, dbPath, place.forbidCollectionScans),
    logFile: join(folder, 'mongod.log'),
    graceMs: data.ephemeral ? 0 : 4_000,
    ...(data.ephemeral ? { removeAfterwards: [folder] } : {}),
  });
  await data.alsoUsedBy(server.pid);
  await untilReady('MongoDB', server, () => openReplicaSet(port));
  return { server, address: `mongodb://127.0.0.1:${port}/?replicaSet=rs0` };
}

/** What mongod is started with: small, on this machine only. */
export function mongodArguments(
  port: number,
  dbPath: string,
  forbidCollectionScans: boolean,
): readonly string[] {
  return [
    ...['--replSet', 'rs0', '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', dbPath],
    ...['--nounixsocket', '--wiredTigerCacheSizeGB', '1', '--oplogSize', '1024'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ...(forbidCollectionScans ? ['--setParameter', 'notablescan=1'] : []),
  ];
}
