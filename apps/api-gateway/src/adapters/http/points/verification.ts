import { type LedgerFault, verifyEntries, verifyHead } from '@reservoir/points-ledger';
import type { ReadModels } from '../../../read-models.js';
import type { PointsLedgerQueries } from '../../mongo/queries/points-ledger.queries.js';

/** Entries that one request verifies at most: its work is bounded. */
export const mostVerified = 1000;

/** What a verification of some entries found. */
export interface Verified {
  /** The last entry that is right, and its hash. */
  readonly to: number;
  readonly hash: string;
  readonly fault: LedgerFault | null;
  readonly next: number | null;
}

/**
 * Verifies a part of a partner's ledger (PT-1): its chain, and at its end that nothing was cut off.
 * @param from the first entry; those before it are verified by requests of their own
 */
export async function verifyPart(
  ledger: PointsLedgerQueries,
  account: ReadModels['points-accounts'],
  from: number,
  limit: number,
): Promise<Verified> {
  const head = { version: account.version, hash: account.hash ?? '' };
  // What was written since the account was read is for the next time.
  const upTo = Math.min(from + limit - 1, head.version);
  const chain = await ledger.chainFrom(account.id, from, upTo);
  if (!chain) {
    const fault = missing(from - 1);
    return { to: from - 1, hash: '0'.repeat(64), fault, next: null };
  }
  const found = verifyEntries(chain.before, chain.entries);
  if (!found.ok) {
    const { number } = found.fault;
    const before =
      [chain.before, ...chain.entries].findLast((entry) => entry.number < number) ?? chain.before;
    return { to: before.number, hash: before.hash, fault: found.fault, next: null };
  }
  const { number: to, hash } = found.position;
  const isEnd = upTo >= head.version;
  const fault = to < upTo ? missing(to + 1) : isEnd ? verifyHead(found.position, head) : undefined;
  return { to, hash, fault: fault ?? null, next: fault || isEnd ? null : to + 1 };
}

const missing = (number: number): LedgerFault => ({
  number,
  id: null,
  code: 'entry-missing',
  detail: `entry ${number} is not there`,
});
