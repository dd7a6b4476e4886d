import type { Contract } from '../contract.js';

/** The newest contract first (CT-13): the last to become active; of one instant, the last by its id. */
export const newestFirst = (contracts: readonly Contract[]): readonly Contract[] =>
  [...contracts].sort((a, b) => (ageOf(a) < ageOf(b) ? 1 : -1));

const ageOf = ({ activatedAt, periods: [{ start }], id }: Contract): string =>
  `${activatedAt ?? start} ${id}`;
