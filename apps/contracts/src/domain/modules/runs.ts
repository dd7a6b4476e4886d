import type { UtcDay } from '@reservoir/kernel';

/** Licences of one period, in `[start, end)` (CT-2). */
export interface Run {
  readonly start: UtcDay;
  readonly end: UtcDay;
  readonly quantity: number;
}

/** Licences of all runs on a day. */
export const licencesOn = (runs: readonly Run[], day: UtcDay): number =>
  runs.reduce((sum, { start, end, quantity }) => (start <= day && day < end ? sum + quantity : sum), 0);

/** The days from one on, that one included, on which any of the runs begins or ends, in order. */
export function turningDays(runs: readonly Run[], from: UtcDay): readonly UtcDay[] {
  const days = new Set([from, ...runs.flatMap(({ start, end }) => [start, end])]);
  return [...days].filter((day) => day >= from).sort();
}
