import { type Decided, type Instant, type Refusal, err, ok, type Result } from '@reservoir/kernel';
import type { Exchange } from './exchange.js';
import type { LicensesRefunded } from './license-pool.events.js';
import { exchangeNotMinted, reversalExceedsAvailable } from './license-pool.rejections.js';
import { type Lot, openIn } from './lot.js';
import { type Pool, type Stock, moved } from './pool.js';

/** Take licences of an exchange back (PT-6). */
export interface TakeBackLicenses {
  readonly reversalId: string;
  readonly exchangeId: string;
  readonly quantity: number;
}

/** What became of a reversal: taken back, or refused. It never changes, so that an answer that was lost is given again. */
export interface Reversal {
  readonly id: string;
  readonly exchangeId: string;
  readonly quantity: number;
  /** Null when the licences were taken back. */
  readonly refusal: Refusal | null;
  readonly version: number;
}

/** PT-6: takes unassigned licences of an exchange back, all that are asked for or none. What is reserved stays. */
export function takeBack(
  pool: Pool,
  minted: { readonly exchange: Exchange | undefined; readonly lot: Lot | undefined },
  { reversalId, exchangeId, quantity }: TakeBackLicenses,
  now: Instant,
): Result<Decided<Stock, LicensesRefunded>, Refusal> {
  const { exchange, lot } = minted;
  const isMinted = exchange?.poolId === pool.id && exchange.lotId !== null;
  if (!isMinted || !lot) return err(exchangeNotMinted(exchangeId));
  if (quantity > openIn(lot, now)) return err(reversalExceedsAvailable(quantity, openIn(lot, now)));
  const state = moved(pool, [{ lot, quantity, from: 'available', to: 'refunded' }]);
  return ok({ state, events: [{ type: 'licenses-refunded', ...state, refundId: reversalId, quantity }] });
}
