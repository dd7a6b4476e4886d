import { type DataOf, type contractDrafted, poolIdOf } from '@reservoir/messages';
import type { Renewal } from '../../read-models.js';

type Contract = DataOf<typeof contractDrafted>['contract'];

/** What a contract will take out of which pool if it is renewed as it is; null when it is not to be renewed, or is already (PO-11). */
export function renewalOf({ state, mode, partnerId, periods, next }: Contract): Renewal | null {
  const [present, future] = periods;
  const live = state === 'active' || state === 'scheduled';
  if (!present || future || next || !live || mode !== 'commercial') return null;
  const { sku, term, quantity, end } = present;
  return { poolId: poolIdOf({ partnerId, sku, term }), due: end, licences: quantity };
}
