import type { Refusal } from '@reservoir/kernel';
import type { RecoveryRefused } from '../license-pool.js';
import type { Notice, Recovery } from '../plan.js';

/** Says that a pool did not take licences back: contracts and pools disagree (invariant 2), and somebody has to look. */
export const noticeOfRefusedRecovery = ({ holder, recoveryId, refusal }: RecoveryRefused): Notice => ({
  code: 'recovery-refused',
  rule: 'PO-6',
  detail: `the pool did not recover ${recoveryId}: ${refusal.detail}; invariant 2 is broken`,
  contractId: holder.contractId,
});

/** How an operation ends whose contracts are changed, while a pool did not recover what they gave up (PO-6). */
export function whyNotRecovered(
  recoveries: readonly (Pick<Recovery, 'id' | 'pool'> & { readonly refusal?: Refusal })[],
): Refusal | null {
  const refused = recoveries.flatMap(({ id, pool, refusal }) => (refusal ? [{ id, pool, refusal }] : []));
  const [first] = refused;
  if (!first) return null;
  const { sku, term } = first.pool;
  return {
    code: 'recovery-refused',
    rule: 'PO-6',
    detail:
      `the contracts are changed as asked, but the pool of ${sku} ${term} recovered nothing: ` +
      `${first.refusal.detail}; whoever operates the system has been told`,
    errors: refused.slice(0, errorsMost).map(({ id, pool, refusal: { code, detail } }) => ({
      ...{ recoveryId: id, sku: pool.sku, term: pool.term },
      ...{ code, detail },
    })),
  };
}

/** The message holds no more. */
const errorsMost = 200;
