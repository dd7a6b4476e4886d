import { Controller, Inject } from '@nestjs/common';
import { type DataOf, licensesMinted, mintRefused, poolIdOf } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { type EndOutcome, type MintAnswer, endExchange } from '../../application/end-exchange.js';
import type { Exchange } from '../../domain/exchange.js';
import { type Requires, refuse, succeed } from './answer.js';
import { POINTS, type PointsOfChunk, ledgerNeeds, portsIn } from './points-of-chunk.js';
import { publishEvents } from './publish-events.js';
import { asRefusal } from './wire.js';

type Answer = DataOf<typeof licensesMinted> | DataOf<typeof mintRefused>;

const needs = ({ exchangeId, pool: { partnerId } }: Answer) => ({
  exchanges: [exchangeId],
  ...ledgerNeeds(partnerId),
});

/** The pool's answers (PT-4): they end an exchange, and answer the operation that accepted its quote. */
@Controller()
export class MintAnswersController {
  constructor(@Inject(POINTS) private readonly points: PointsOfChunk) {}

  @Handles(licensesMinted, needs)
  async minted(answer: DataOf<typeof licensesMinted>, context: RecordContext): Promise<void> {
    const { exchangeId, lotId, pool, poolVersion } = answer;
    const outcome = await this.#end({ exchangeId, partnerId: pool.partnerId, minted: true, lotId }, context);
    if (outcome.kind !== 'ended') return;
    const { operationId } = outcome.exchange;
    succeed(context, operationId, { kind: 'points-exchanges', id: exchangeId }, [
      ...versionsAfter(outcome),
      { kind: 'pools', id: poolIdOf(pool), version: poolVersion },
    ]);
  }

  @Handles(mintRefused, needs)
  async refused(answer: DataOf<typeof mintRefused>, context: RecordContext): Promise<void> {
    const { exchangeId, pool, refusal } = answer;
    const reason = asRefusal(refusal);
    const outcome = await this.#end(
      { exchangeId, partnerId: pool.partnerId, minted: false, refusal: reason },
      context,
    );
    if (outcome.kind !== 'ended') return;
    refuse(context, outcome.exchange.operationId, reason, versionsAfter(outcome));
  }

  async #end(answer: MintAnswer, context: RecordContext): Promise<EndOutcome> {
    const outcome = await endExchange(answer, portsIn(this.points, context.chunk), context.now);
    if (outcome.kind === 'ended') publishEvents(context, outcome.events);
    if (outcome.kind === 'contradiction')
      context.deadLetter({ code: 'mint-answer-contradiction', detail: outcome.detail });
    return outcome;
  }
}

type Ended = Extract<EndOutcome, { readonly kind: 'ended' }>;

function versionsAfter({ exchange, events }: Ended): Requires {
  const { id, partnerId, version }: Exchange = exchange;
  const account = Math.max(...events.map((event) => event.account.version));
  return [
    { kind: 'points-accounts', id: partnerId, version: account },
    { kind: 'points-exchanges', id, version },
  ];
}
