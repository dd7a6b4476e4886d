import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connectMongo } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import { steadyRate } from '../purchases/series.js';
import { type Trial, warmUpMs } from './trial.js';
import { World } from './world.js';

/** How much of it there is. */
export interface Race {
  readonly partners: number;
  readonly grants: number;
  readonly exchanges: number;
  /** Of each of medici's trials. */
  readonly seconds: number;
}

/** The points-exchange process: grants first, then exchanges whose mint is answered at once. */
export async function raceReservoir({ partners, grants, exchanges }: Race, servers: Addresses) {
  return World.with(servers, partners, async (world): Promise<Trial[]> => {
    const granted = steadyRate(await world.grant(grants), warmUpMs);
    const exchanged = steadyRate(await world.exchange(exchanges, 'ready'), warmUpMs);
    const one = { contestant: 'reservoir', partners } as const;
    return [
      { ...one, kind: 'grants', perSecond: granted },
      { ...one, kind: 'exchanges', perSecond: exchanged },
    ];
  });
}

let races = 0;

/** medici in its process, on a database of its own. @throws Error when the process fails. */
export async function raceMedici({ partners, seconds }: Race, servers: Addresses): Promise<Trial[]> {
  const database = `bench-medici-${process.pid}-${(races += 1)}`;
  const file = join(import.meta.dirname, 'medici.ts');
  const child = spawn(process.execPath, ['--conditions=@reservoir/source', '--import', 'tsx', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MONGODB_URI: servers.mongodbUri,
      DATABASE: database,
      PARTNERS: String(partners),
      SECONDS: String(seconds),
    },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  await (await connectMongo(database)).drop();
  if (code !== 0) throw new Error(`medici's process ended with ${code ?? 'a signal'}`);
  return JSON.parse(printed) as Trial[];
}
