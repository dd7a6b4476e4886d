import { type Instant, instant } from '@reservoir/kernel';
import { type Balances, genesisHash, noBalances } from '@reservoir/points-ledger';

/** A partner's points (PT-1): its balances. `id` is the partner's; `version` counts its transactions. */
export interface Account extends Balances {
  readonly id: string;
  /** Of its last transaction: the end of the chain. */
  readonly hash: string;
  /** Of its last transaction; none after it is dated earlier. */
  readonly at: Instant;
  readonly version: number;
}

/** The account of a partner that never had points. */
export const emptyAccount = (partnerId: string): Account => ({
  id: partnerId,
  ...noBalances,
  hash: genesisHash,
  at: instant(0),
  version: 0,
});

/** The six balances alone. */
export const balancesOf = ({ available, held, issued, spent, expired, adjustment }: Balances): Balances => ({
  available,
  held,
  issued,
  spent,
  expired,
  adjustment,
});
