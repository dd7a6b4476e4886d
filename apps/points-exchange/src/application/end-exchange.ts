import type { Decided, Instant, Refusal } from '@reservoir/kernel';
import { type Ended, type ExchangeWithLots, capture, giveBack } from '../domain/end-exchange.js';
import type { Exchange } from '../domain/exchange.js';
import type { PointsEvent } from '../domain/points.events.js';
import { accountOf, keep } from './keep.js';
import type { Exchanges, LedgerPorts } from './ports.js';
import { settleExpired } from './settle-expired.js';

/** The pool's answer to one exchange of a partner (PT-4). */
export type MintAnswer = { readonly exchangeId: string; readonly partnerId: string } & (
  { readonly minted: true; readonly lotId: string } | { readonly minted: false; readonly refusal: Refusal }
);

/** What an answer does. */
export type EndOutcome =
  | { readonly kind: 'ended'; readonly exchange: Exchange; readonly events: readonly PointsEvent[] }
  /** The answer came before. */
  | { readonly kind: 'known' }
  /** The pool contradicts itself, or answers what nobody asked: captured ⇔ minted is at stake. */
  | { readonly kind: 'contradiction'; readonly detail: string };

type EndingPorts = LedgerPorts & { readonly exchanges: Exchanges };

/** Captures a held exchange that was minted, or gives its points back (PT-4); either only once. */
export async function endExchange(answer: MintAnswer, ports: EndingPorts, now: Instant): Promise<EndOutcome> {
  const exchange = ports.exchanges.find(answer.exchangeId);
  if (exchange?.partnerId !== answer.partnerId)
    return { kind: 'contradiction', detail: `there is no exchange ${answer.exchangeId}` };
  if (exchange.state !== 'held') return endedBefore(exchange, answer);
  const expired = settleExpired(exchange.partnerId, ports);
  const lots = await ports.lots.findAll(exchange.burns.map(({ lotId }) => lotId));
  const held: ExchangeWithLots = { account: accountOf(exchange.partnerId, ports), exchange, lots };
  const { state, events }: Decided<Ended, PointsEvent> = answer.minted
    ? capture(held, answer.lotId, now)
    : giveBack(held, answer.refusal, now);
  keep(state, ports);
  ports.exchanges.save(state.exchange);
  return { kind: 'ended', exchange: state.exchange, events: [...expired, ...events] };
}

function endedBefore({ id, state }: Exchange, { minted }: MintAnswer): EndOutcome {
  if ((state === 'captured') === minted) return { kind: 'known' };
  return { kind: 'contradiction', detail: `exchange ${id} is ${state} and ${minted ? '' : 'not '}minted` };
}
