import { median } from '../machine.js';
import type { Examined } from './examined.js';
import type { Cpu } from './meter.js';

/** The due work of one run. */
export interface Run extends Cpu {
  readonly contracts: string;
  /** From the instant at which it was due until all was done. */
  readonly seconds: number;
}

/** A figure of the due work among few contracts, among many, and of many to few. */
export interface DueRow {
  readonly what: string;
  readonly few: string;
  readonly many: string;
  readonly ratio: string;
  readonly target?: string;
}

/** Medians of the runs, and what the looks for due work read in the watched ones. */
export function dueRows(
  names: readonly [string, string],
  due: number,
  runs: readonly Run[],
  examined: readonly [Examined, Examined],
): readonly DueRow[] {
  const medians = (value: (run: Run) => number): readonly number[] =>
    names.map((name) => median(runs.filter(({ contracts }) => contracts === name).map(value)));
  const row = (what: string, [few = 0, many = 0]: readonly number[], digits: number): DueRow => ({
    what: `${due} due among ${names.join(' → ')}: ${what}`,
    few: few.toFixed(digits),
    many: many.toFixed(digits),
    ratio: (many / few).toFixed(2),
  });
  const flat = { target: '≤ 1.15' } as const;
  const seconds = medians((run) => run.seconds);
  const contracts = medians((run) => run.contractsMs);
  const licensePool = medians((run) => run.licensePoolMs);
  const mongodb = medians((run) => run.mongodbMs);
  const keys = examined.map((one) => one.keys / one.found);
  return [
    { ...row('seconds until all is done', seconds, 2), ...flat },
    { ...row('CPU ms of contracts', contracts, 0), ...flat },
    { ...row('CPU ms of license-pool', licensePool, 0), ...flat },
    { ...row('CPU ms of MongoDB', mongodb, 0), ...flat },
    { ...row('keys examined for each thing found', keys, 3), ...flat },
  ];
}
