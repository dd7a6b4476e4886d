import type { Decided } from '@reservoir/kernel';
import type { LotAdded } from './license-pool.events.js';
import { type NewLot, openLot } from './lot.js';
import { type Pool, type Stock, poolCredited } from './pool.js';

/** Adds a lot to its pool: all of it is available (PO-1). */
export function addLot(pool: Pool, newLot: NewLot): Decided<Stock, LotAdded> {
  const state: Stock = { pool: poolCredited(pool, newLot.quantity), lots: [openLot(newLot)] };
  return { state, events: [{ type: 'lot-added', ...state }] };
}
