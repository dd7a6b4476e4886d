import {
  type Decided,
  type Instant,
  type Policy,
  type Refusal,
  type Result,
  err,
  ok,
} from '@reservoir/kernel';
import type { CountName } from './counts.js';
import type { LicensesRecovered, LicensesRetired } from './license-pool.events.js';
import { returnNotAssigned } from './license-pool.rejections.js';
import { type Lot, type Pick, homeOf } from './lot.js';
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
  stock: Stock,
  request: ReturnLicenses,
  now: Instant,
): Result<Decided<Stock, LicensesRecovered>, Refusal> {
  const picks = perLot(request.picks);
  const refusal = everyPickIsAssigned(stock, picks);
  if (refusal) return err(refusal);
  const state = withdrawn(stock, picks, (lot) => homeOf(lot, now));
  return ok({
    state,
    events: [{ type: 'licenses-recovered', ...state, holder: request.holder, picks, mode: 'full' }],
  });
}

/** Licences leave a contract: how many go back and how many are used up was decided by whoever asks (PO-6, PO-12). */
export interface RecoverLicenses {
  readonly recoveryId: string;
  readonly holder: Holder;
  readonly back: readonly Pick[];
  readonly retired: readonly Pick[];
}

/** A recovery that is in the books: the same one again changes nothing. */
export interface Recovery {
  readonly id: string;
  readonly poolId: string;
  readonly appliedAt: Instant;
  readonly version: number;
}

/** Takes licences back into their lots, or to expired where a lot is over (PO-9), and retires the rest: all of it, or nothing. */
export function recover(
  stock: Stock,
  { recoveryId, holder, ...request }: RecoverLicenses,
  now: Instant,
): Result<Decided<Stock, LicensesRecovered | LicensesRetired>, Refusal> {
  const refusal = everyPickIsAssigned(stock, perLot([...request.back, ...request.retired]));
  if (refusal) return err(refusal);
  const events: (LicensesRecovered | LicensesRetired)[] = [];
  let state = stock;
  if (request.back.length > 0) {
    const picks = perLot(request.back);
    const back = withdrawn(state, picks, (lot) => homeOf(lot, now)); // PO-9
    const mode = request.retired.length > 0 ? 'prorated' : 'full';
    events.push({ type: 'licenses-recovered', ...back, holder, picks, mode, recoveryId });
    state = after(state, back);
  }
  if (request.retired.length > 0) {
    const picks = perLot(request.retired);
    const retired = withdrawn(state, picks, () => 'retired'); // PO-6, PO-12
    events.push({ type: 'licenses-retired', ...retired, holder, picks, recoveryId });
    state = after(state, retired);
  }
  return ok({ state, events });
}

/** The pool and the lots of the picks after assigned licences left them. */
export function withdrawn({ pool, lots }: Stock, picks: readonly Pick[], to: (lot: Lot) => CountName): Stock {
  const named = new Set(picks.map(({ lotId }) => lotId));
  const touched = lots.filter(({ id }) => named.has(id));
  return moved(pool, movesOf(touched, picks, 'assigned', to));
}

/** All lots, those that were touched in their new state. */
function after({ lots }: Stock, touched: Stock): Stock {
  const changed = new Map(touched.lots.map((lot) => [lot.id, lot]));
  return { pool: touched.pool, lots: lots.map((lot) => changed.get(lot.id) ?? lot) };
}

/** One pick per lot. */
export function perLot(picks: readonly Pick[]): readonly Pick[] {
  const quantities = new Map<string, number>();
  for (const { lotId, quantity } of picks) quantities.set(lotId, (quantities.get(lotId) ?? 0) + quantity);
  return [...quantities].map(([lotId, quantity]) => ({ lotId, quantity }));
}
