import {
  type Decided,
  type Instant,
  type Policy,
  type Refusal,
  type Result,
  err,
  ok,
} from '@reservoir/kernel';
import type { LicensesRecovered } from './license-pool.events.js';
import { returnNotAssigned } from './license-pool.rejections.js';
import { type Pick, homeOf } from './lot.js';
import { type Stock, moved, movesOf } from './pool.js';
import type { Holder } from './reservation.js';

/** Take back in full what an assignment took (CT-4). */
export interface ReturnLicenses {
  readonly holder: Holder;
  readonly picks: readonly Pick[];
}

// CT-4: what comes back was assigned from this pool.
export const everyPickIsAssigned: Policy<[Stock, readonly Pick[]]> = ({ pool, lots }, picks) => {
  const assigned = new Map(lots.map((lot) => [lot.id, lot.poolId === pool.id ? lot.counts.assigned : 0]));
  const tooMany = picks.find(({ lotId, quantity }) => quantity > (assigned.get(lotId) ?? 0));
  return tooMany && returnNotAssigned(tooMany.lotId, tooMany.quantity, assigned.get(tooMany.lotId) ?? 0);
};

/** Gives assigned licences back in full: to available, or to expired where a lot is over (CT-4, PO-9). */
export function returnInFull(
  { pool, lots }: Stock,
  request: ReturnLicenses,
  now: Instant,
): Result<Decided<Stock, LicensesRecovered>, Refusal> {
  const picks = perLot(request.picks);
  const refusal = everyPickIsAssigned({ pool, lots }, picks);
  if (refusal) return err(refusal);
  const state = moved(
    pool,
    movesOf(lots, picks, 'assigned', (lot) => homeOf(lot, now)),
  );
  return ok({
    state,
    events: [{ type: 'licenses-recovered', ...state, holder: request.holder, picks, mode: 'full' }],
  });
}

/** One pick per lot. */
function perLot(picks: readonly Pick[]): readonly Pick[] {
  const quantities = new Map<string, number>();
  for (const { lotId, quantity } of picks) quantities.set(lotId, (quantities.get(lotId) ?? 0) + quantity);
  return [...quantities].map(([lotId, quantity]) => ({ lotId, quantity }));
}
