import type { Instant } from '@reservoir/kernel';
import type { LedgerAccount, LotMove } from './accounts.js';

/** Where a lot stands in the burn order. */
export interface BurnPosition {
  readonly id: string;
  /** Lower burns first, 0 to 1000. */
  readonly priority: number;
  readonly grantedAt: Instant;
  /** Over at this instant itself (PT-3). */
  readonly expiresAt: Instant;
}

/** Points that were credited together (PT-2): `points` is always the sum of the five counts. */
export interface LotState extends BurnPosition {
  readonly points: number;
  /** Neither held nor burnt nor expired. */
  readonly remaining: number;
  readonly held: number;
  readonly spent: number;
  readonly expired: number;
  /** Taken away by the operator (CO-10). */
  readonly adjusted: number;
}

/** PT-2: lowest priority number first, then earliest expiry, then oldest; then id, so that the order is whole. */
export const inBurnOrder = (a: BurnPosition, b: BurnPosition): number =>
  a.priority - b.priority ||
  compare(a.expiresAt, b.expiresAt) ||
  compare(a.grantedAt, b.grantedAt) ||
  compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** True from the instant of the expiry on, marked or not (PT-3). */
export const isOver = ({ expiresAt }: Pick<LotState, 'expiresAt'>, now: Instant): boolean => expiresAt <= now;

/** Whether something of it is left or held. */
export const isOpen = ({ remaining, held }: Pick<LotState, 'remaining' | 'held'>): boolean =>
  remaining + held > 0;

const counts = {
  available: 'remaining',
  held: 'held',
  spent: 'spent',
  expired: 'expired',
  adjustment: 'adjusted',
} as const satisfies Partial<Record<LedgerAccount, keyof LotState>>;

/** The count of a lot that stands for an account; none for what was issued: a lot begins with it. */
const countOf = (account: LedgerAccount): (typeof counts)[keyof typeof counts] | undefined =>
  account === 'issued' ? undefined : counts[account];

/**
 * A lot after points of it went from one account to another. A lot that enters comes from `issued` or `adjustment`, which
 * it is made of: `entersFrom`.
 * @throws Error when a count would be negative (invariant 7): a bug, or a ledger that was tampered with.
 */
export function lotAfter<Lot extends LotState>(lot: Lot, { from, to, points }: LotMove): Lot {
  const taken = isNew(lot) ? undefined : countOf(from);
  const given = countOf(to);
  const after = { ...lot };
  if (taken) Object.assign(after, { [taken]: lot[taken] - points });
  if (given) Object.assign(after, { [given]: after[given] + points });
  if ([after.remaining, after.held, after.spent, after.expired, after.adjusted].some((count) => count < 0))
    throw new Error(`PT-1 points lot ${lot.id}: ${points} from ${from} to ${to}`);
  return after;
}

/** A lot that has no points yet: the entry that opens it brings them. */
const isNew = ({ remaining, held, spent, expired, adjusted }: LotState): boolean =>
  remaining + held + spent + expired + adjusted === 0;
