import { type Decided, type Policy, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import { credited, noCounts, shifted } from './counts.js';
import type { LicensesTransferred, LotAdded } from './license-pool.events.js';
import { transferToItself } from './license-pool.rejections.js';
import { type Lot, openLot } from './lot.js';
import { type Pool, type Stock, moved } from './pool.js';
import { everyPickIsAssigned } from './recovery.js';

/** Licences of a lot that move, and the id of the lot that they become (CO-5). */
export interface MovedLot {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
}

/** A client moves to another partner, with its licences (CO-5). */
export interface TransferLicenses {
  readonly transferId: string;
  readonly lots: readonly MovedLot[];
}

/** Both pools after a transfer. */
export interface Transfer {
  readonly out: Decided<Stock, LicensesTransferred>;
  readonly in: Decided<Stock, LotAdded>;
}

// CO-5: from one partner to another.
export const theNewPoolIsAnother: Policy<[Pool, Pool]> = (from, to) =>
  from.id === to.id ? transferToItself(from.partnerId) : undefined;

/**
 * The old lots count transferred-out; for each there is one new lot in the new partner's pool, fully assigned, of the same
 * distributor, purchase and expiry (CO-5). Of what is given nothing was moved before.
 */
export function transfer(
  from: Stock,
  to: Pool,
  { transferId, lots }: TransferLicenses,
): Result<Transfer, Refusal> {
  const picks = lots.map(({ from: lotId, quantity }) => ({ lotId, quantity }));
  const refusal = theNewPoolIsAnother(from.pool, to) ?? everyPickIsAssigned(from, picks);
  if (refusal) return err(refusal);
  const old = new Map(from.lots.map((lot) => [lot.id, lot]));
  const moves = lots.map(({ from: id, quantity }) => {
    const lot = old.get(id) as Lot; // it is assigned, and so it is there
    return { lot, quantity, from: 'assigned', to: 'transferredOut' } as const;
  });
  const left = moved(from.pool, moves);
  const come = arrived(to, moves, transferId, lots);
  const toPartnerId = to.partnerId;
  return ok({
    out: { state: left, events: [{ type: 'licenses-transferred', ...left, transferId, toPartnerId, picks }] },
    in: { state: come, events: [{ type: 'lot-added', ...come }] },
  });
}

/** The new pool with a lot for each that moved. */
function arrived(
  to: Pool,
  moves: readonly { readonly lot: Lot; readonly quantity: number }[],
  transferId: string,
  ids: readonly MovedLot[],
): Stock {
  const lots = moves.map(({ lot, quantity }, index) => {
    const id = ids[index]?.to ?? '';
    const source = { transferId, lotId: lot.id };
    const moving = { ...lot, id, poolId: to.id, source, quantity, contentHash: null };
    return allAssigned(openLot({ ...moving, provenance: 'transfer' }));
  });
  const quantity = lots.reduce((sum, lot) => sum + lot.quantity, 0);
  const counts = shifted(credited(to.counts, quantity), 'available', 'assigned', quantity);
  return { pool: { ...to, quantity: to.quantity + quantity, counts, version: to.version + 1 }, lots };
}

const allAssigned = (lot: Lot): Lot => ({ ...lot, counts: { ...noCounts, assigned: lot.quantity } });
