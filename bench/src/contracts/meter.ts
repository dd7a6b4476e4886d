import type { ServiceProcess } from '@reservoir/tools/platform';
import type { Connection } from 'mongoose';

/** CPU that something cost, in milliseconds. */
export interface Cpu {
  readonly contractsMs: number;
  readonly licensePoolMs: number;
  /** Of the MongoDB server, for everything that runs on it. */
  readonly mongodbMs: number;
}

/** What the processes have used since they started. */
export async function cpuSoFar(
  { contracts, licensePool }: { readonly contracts: ServiceProcess; readonly licensePool: ServiceProcess },
  database: Connection,
): Promise<Cpu> {
  const [contractsMs, licensePoolMs, mongodbMs] = await Promise.all([
    cpuOf(contracts),
    cpuOf(licensePool),
    cpuOfServer(database),
  ]);
  return { contractsMs, licensePoolMs, mongodbMs };
}

export const cpuBetween = (from: Cpu, to: Cpu): Cpu => ({
  contractsMs: to.contractsMs - from.contractsMs,
  licensePoolMs: to.licensePoolMs - from.licensePoolMs,
  mongodbMs: to.mongodbMs - from.mongodbMs,
});

async function cpuOf({ healthUrl, name }: ServiceProcess): Promise<number> {
  const text = await (await fetch(`${healthUrl}/metrics`)).text();
  const line = text.match(/^process_cpu_seconds_total\S* (\S+)/m);
  if (!line) throw new Error(`${name} does not tell its CPU time`);
  return Number(line[1]) * 1000;
}

async function cpuOfServer({ db }: Connection): Promise<number> {
  const status = await db?.admin().command({ serverStatus: 1 });
  const { user_time_us, system_time_us } = status?.['extra_info'] as Record<string, number>;
  return (Number(user_time_us) + Number(system_time_us)) / 1000;
}
