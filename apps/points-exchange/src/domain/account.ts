/** A partner's points (PT-1): the sums over its lots. `id` is the partner's; `version` counts its transactions. */
export interface Account {
  readonly id: string;
  readonly available: number;
  readonly held: number;
  readonly version: number;
}

/** The account of a partner that never had points. */
export const emptyAccount = (partnerId: string): Account => ({
  id: partnerId,
  available: 0,
  held: 0,
  version: 0,
});
