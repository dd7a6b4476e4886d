import { Controller, Inject } from '@nestjs/common';
import { idFor } from '@reservoir/kernel';
import {
  type DataOf,
  askAgainForReversal,
  licensesTakenBack,
  poolIdOf,
  reversalRefused,
  reversalRequested,
  reverseExchange,
  takeBackLicenses,
  takeBackRefused,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { type ReversalAnswer, type ReversalOutcome, endReversal } from '../../application/end-reversal.js';
import {
  askAgainForReversal as askAgain,
  reverseExchange as reverse,
} from '../../application/reverse-exchange.js';
import { burnt } from '../../domain/burn-order.js';
import type { Exchange } from '../../domain/exchange.js';
import { pointsBackFor, returnsOf } from '../../domain/reversal.js';
import { refuse, succeed } from './answer.js';
import { GIVE_UP_AFTER_MS, POINTS, type PointsOfChunk, ledgerNeeds, portsIn } from './points-of-chunk.js';
import { publishEvents } from './publish-events.js';
import { asRefusal, exchangeStateOf } from './wire.js';

type Answer = DataOf<typeof licensesTakenBack> | DataOf<typeof takeBackRefused>;

const answerNeeds = ({ exchangeId, pool: { partnerId } }: Answer) => ({
  exchanges: [exchangeId],
  ...ledgerNeeds(partnerId),
});

/** Licences of exchanges that go back for their points (PT-6): the pool first, and the points follow its answer. */
@Controller()
export class ReversalsController {
  constructor(
    @Inject(POINTS) private readonly points: PointsOfChunk,
    @Inject(GIVE_UP_AFTER_MS) private readonly askAgainAfterMs: number,
  ) {}

  /** Answered only when the pool has taken the licences back or refused, unless it is refused now. */
  @Handles(reverseExchange, ({ partnerId, exchangeId }) => ({
    companies: [partnerId],
    exchanges: [exchangeId],
  }))
  reverse(command: DataOf<typeof reverseExchange>, context: RecordContext): void {
    const { operationId, id } = context.record;
    const { askAgainAfterMs } = this;
    const reversalId = idFor('points-reversal', operationId ?? id);
    const begun = reverse(
      { ...command, reversalId, operationId, askAgainAfterMs },
      portsIn(this.points, context.chunk),
      context.now,
    );
    if (!begun.ok) return refuse(context, operationId, begun.error);
    publishRequest(context, begun.value);
    takeBack(context, begun.value);
  }

  @Handles(askAgainForReversal, ({ exchangeId }) => ({ exchanges: [exchangeId] }))
  askAgain({ exchangeId, deadline }: DataOf<typeof askAgainForReversal>, context: RecordContext): void {
    const { askAgainAfterMs } = this;
    const ports = portsIn(this.points, context.chunk);
    const exchange = askAgain({ exchangeId, deadline, askAgainAfterMs }, ports, context.now);
    if (exchange) takeBack(context, exchange);
  }

  @Handles(licensesTakenBack, answerNeeds)
  async taken(answer: DataOf<typeof licensesTakenBack>, context: RecordContext): Promise<void> {
    const { exchangeId, reversalId, quantity, pool, poolVersion } = answer;
    const { partnerId } = pool;
    const outcome = await this.#end({ exchangeId, partnerId, reversalId, taken: true, quantity }, context);
    if (outcome.kind !== 'reversed') return;
    const { exchange, reversal, events } = outcome;
    succeed(context, reversal.operationId, { kind: 'points-exchanges', id: exchangeId }, [
      {
        kind: 'points-accounts',
        id: partnerId,
        version: Math.max(...events.map((event) => event.account.version)),
      },
      { kind: 'points-exchanges', id: exchangeId, version: exchange.version },
      { kind: 'pools', id: poolIdOf(pool), version: poolVersion },
    ]);
  }

  @Handles(takeBackRefused, answerNeeds)
  async refused(answer: DataOf<typeof takeBackRefused>, context: RecordContext): Promise<void> {
    const { exchangeId, reversalId, pool, refusal } = answer;
    const { partnerId } = pool;
    const reason = asRefusal(refusal);
    const outcome = await this.#end(
      { exchangeId, partnerId, reversalId, taken: false, refusal: reason },
      context,
    );
    if (outcome.kind !== 'refused') return;
    const { exchange, reversal } = outcome;
    const data = { exchange: exchangeStateOf(exchange), reversalId, quantity: reversal.quantity };
    context.publish(reversalRefused, { ...data, refusal }, { sequence: exchange.version });
    refuse(context, reversal.operationId, reason, [
      { kind: 'points-exchanges', id: exchangeId, version: exchange.version },
    ]);
  }

  async #end(answer: ReversalAnswer, context: RecordContext): Promise<ReversalOutcome> {
    const outcome = await endReversal(answer, portsIn(this.points, context.chunk), context.now);
    if (outcome.kind === 'reversed') publishEvents(context, outcome.events);
    if (outcome.kind === 'contradiction')
      context.deadLetter({ code: 'reversal-contradiction', detail: outcome.detail });
    return outcome;
  }
}

/** What the pool is asked for, and what will come back for it (CT-18). */
function publishRequest(context: RecordContext, exchange: Exchange): void {
  const { reversal } = exchange;
  if (!reversal) return;
  const { id: reversalId, quantity } = reversal;
  const returns = returnsOf(exchange, pointsBackFor(exchange, quantity));
  context.publish(
    reversalRequested,
    {
      exchange: exchangeStateOf(exchange),
      reversalId,
      quantity,
      points: burnt(returns),
      returns: [...returns],
    },
    { sequence: exchange.version },
  );
}

/** Asks the pool for the licences, keyed by the reversal (PT-6). */
function takeBack(
  context: RecordContext,
  { id: exchangeId, partnerId, sku, term, reversal }: Exchange,
): void {
  if (!reversal) return;
  const { id: reversalId, quantity } = reversal;
  context.publish(takeBackLicenses, { pool: { partnerId, sku, term }, exchangeId, reversalId, quantity });
}
