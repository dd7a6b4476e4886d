import { type Kind, type Trial, bestOf } from './trial.js';

/** Rates with few and with many entries of one partner. */
export interface Growth {
  readonly few: number;
  readonly many: number;
}

/** What is measured of Reservoir alone. */
export interface Extras {
  /** Exchanges per second of the hot partner that the license-pool process mints. */
  readonly throughLicensePool: number;
  readonly grants: Growth;
  readonly exchanges: Growth;
}

/** A line of the table. */
export interface Row {
  readonly what: string;
  readonly perSecond: number;
  /** Reservoir's rate to this one; of the last lines, the rate with many entries to that with few. */
  readonly ratio?: string;
  readonly target?: string;
  /** What one of it is. */
  readonly of: string;
}

const ours: Readonly<Record<Kind, string>> = {
  grants: 'order line → receipt, in chunks',
  exchanges: 'accepted quote → hold → capture → operation, in chunks; mint answers lie ready',
};
const theirs: Readonly<Record<Kind, string>> = {
  grants: '2 postings, 1 MongoDB transaction each',
  exchanges: 'hold + capture, balance, lock: 1 MongoDB transaction each',
};

/** The figures of one run. */
export function table(trials: readonly Trial[], extras: Extras): Row[] {
  const partners = [...new Set(trials.map((trial) => trial.partners))];
  const kinds = ['grants', 'exchanges'] as const;
  return [
    ...partners.flatMap((count) => kinds.flatMap((kind) => versus(trials, count, kind))),
    withLicensePool(trials, extras),
    growth('grants', extras.grants),
    growth('exchanges', extras.exchanges),
  ];
}

function versus(trials: readonly Trial[], partners: number, kind: Kind): Row[] {
  const [reservoir, medici] = (['reservoir', 'medici'] as const).map((contestant) =>
    bestOf(trials, { contestant, partners, kind }),
  ) as [Trial, Trial];
  const where = partners === 1 ? 'hot partner' : `${partners} partners`;
  return [
    { what: `reservoir, ${where}, ${kind}`, perSecond: Math.round(reservoir.perSecond), of: ours[kind] },
    {
      what: `medici, ${where}, ${kind}`,
      perSecond: Math.round(medici.perSecond),
      ratio: (reservoir.perSecond / medici.perSecond).toFixed(2),
      ...(partners === 1 && { target: '≥ 5' }),
      of: `${theirs[kind]}, ${medici.concurrency ?? 0} at a time`,
    },
  ];
}

function withLicensePool(trials: readonly Trial[], { throughLicensePool }: Extras): Row {
  const medici = bestOf(trials, { contestant: 'medici', partners: 1, kind: 'exchanges' });
  return {
    what: 'reservoir with license-pool, hot partner, exchanges',
    perSecond: Math.round(throughLicensePool),
    ratio: (throughLicensePool / medici.perSecond).toFixed(2),
    of: 'accepted quote → hold → minted by the license-pool process → capture; ratio to medici',
  };
}

const growth = (kind: Kind, { few, many }: Growth): Row => ({
  what: `many entries of a partner beside 10³, ${kind}`,
  perSecond: Math.round(many),
  ratio: (many / few).toFixed(2),
  target: '≥ 0.85',
  of: ours[kind],
});
