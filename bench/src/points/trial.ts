import { median } from '../machine.js';

/** What each contestant has done this long before it counts. */
export const warmUpMs = 500;

/** What is counted: points that were granted, or exchanged for licences. */
export type Kind = 'grants' | 'exchanges';

/** One measurement of one contestant. */
export interface Trial {
  readonly contestant: 'reservoir' | 'medici';
  readonly partners: number;
  readonly kind: Kind;
  /** Requests at a time; of medici only. */
  readonly concurrency?: number;
  readonly perSecond: number;
}

/** Median of the rounds; of the concurrency that was best, where several were tried. */
export function bestOf(trials: readonly Trial[], one: Omit<Trial, 'concurrency' | 'perSecond'>): Trial {
  const ofOne = trials.filter(
    ({ contestant, partners, kind }) =>
      contestant === one.contestant && partners === one.partners && kind === one.kind,
  );
  const medians = [...new Set(ofOne.map(({ concurrency }) => concurrency))].map((concurrency): Trial => {
    const rates = ofOne.filter((trial) => trial.concurrency === concurrency);
    const perSecond = median(rates.map((trial) => trial.perSecond));
    return { ...one, ...(concurrency !== undefined && { concurrency }), perSecond };
  });
  return medians.reduce((best, trial) => (trial.perSecond > best.perSecond ? trial : best), {
    ...one,
    perSecond: 0,
  });
}
