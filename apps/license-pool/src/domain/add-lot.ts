import type { Decided } from '@reservoir/kernel';
import type { LotAdded } from './license-pool.events.js';
import { type NewLot, openLot } from './lot.js';
import { type Pool, type Stock, poolCredited } from './pool.js';

/** Adds a lot to its pool: all of it is available (PO-1). @param reason of an operator (CO-10) */
export function addLot(pool: Pool, newLot: NewLot, reason?: string): Decided<Stock, LotAdded> {
  const after = poolCredited(pool, newLot.quantity);
  const lots = [openLot(newLot)];
  const told = reason === undefined ? {} : { reason };
  return { state: { pool: after, lots }, events: [{ type: 'lot-added', pool: after, lots, ...told }] };
}
