import type { Instant, Refusal } from '@reservoir/kernel';
import type { Exchange, PendingReversal } from '../domain/exchange.js';
import type { PointsEvent } from '../domain/points.events.js';
import { refusedReversal, reverse } from '../domain/reversal.js';
import { accountOf, keep } from './keep.js';
import type { Exchanges, LedgerPorts } from './ports.js';
import { settleExpired } from './settle-expired.js';

/** The pool's answer to one reversal (PT-6). */
export type ReversalAnswer = {
  readonly exchangeId: string;
  readonly partnerId: string;
  readonly reversalId: string;
} & (
  { readonly taken: true; readonly quantity: number } | { readonly taken: false; readonly refusal: Refusal }
);

/** What an answer does. */
export type ReversalOutcome =
  | {
      readonly kind: 'reversed';
      readonly exchange: Exchange;
      readonly reversal: PendingReversal;
      readonly events: readonly PointsEvent[];
    }
  | { readonly kind: 'refused'; readonly exchange: Exchange; readonly reversal: PendingReversal }
  /** The answer came before. */
  | { readonly kind: 'known' }
  /** The pool answers what nobody asked. */
  | { readonly kind: 'contradiction'; readonly detail: string };

/** Lets the points follow the licences that the pool took back, or nothing when it took none (PT-6); either only once. */
export async function endReversal(
  answer: ReversalAnswer,
  ports: LedgerPorts & { readonly exchanges: Exchanges },
  now: Instant,
): Promise<ReversalOutcome> {
  const exchange = ports.exchanges.find(answer.exchangeId);
  if (exchange?.partnerId !== answer.partnerId)
    return { kind: 'contradiction', detail: `there is no exchange ${answer.exchangeId}` };
  const { reversal } = exchange;
  if (reversal?.id !== answer.reversalId) return { kind: 'known' };
  if (!answer.taken) {
    const after = refusedReversal(exchange);
    ports.exchanges.save(after);
    return { kind: 'refused', exchange: after, reversal };
  }
  if (answer.quantity !== reversal.quantity)
    return {
      kind: 'contradiction',
      detail: `${answer.quantity} licences were taken back for reversal ${reversal.id} of ${reversal.quantity}`,
    };
  const expired = settleExpired(exchange.partnerId, ports);
  const lots = await ports.lots.findAll(exchange.burns.map(({ lotId }) => lotId));
  const account = accountOf(exchange.partnerId, ports);
  const { state, events } = reverse({ account, exchange, lots }, answer.quantity, now);
  keep(state, ports);
  ports.exchanges.save(state.exchange);
  return { kind: 'reversed', exchange: state.exchange, reversal, events: [...expired, ...events] };
}
