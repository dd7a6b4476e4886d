import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  acceptQuote,
  drawLicenses,
  pointsOperationCompleted,
  requestQuote,
} from '@reservoir/messages';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import { type Aggregates, Handles, type RecordContext, type Versioned } from '../src/index.js';
import {
  type RunningService,
  type SmallOptions,
  startSmallService,
  testAggregates,
} from './small-service.js';

/** How many quotes a partner has asked for. */
export interface QuoteTally extends Versioned {
  readonly quotes: number;
}

type Wish = DataOf<typeof requestQuote>;
const TALLIES = Symbol('tallies');

/** Counts the quotes of a partner, at most 3; each begins a step in another service. */
@Controller()
class QuoteCounter {
  constructor(@Inject(TALLIES) private readonly tallies: Aggregates<QuoteTally>) {}

  @Handles(requestQuote, ({ partnerId }) => ({ tallies: [partnerId] }))
  request(wish: Wish, context: RecordContext): void {
    const tally = this.#count(wish, context);
    if (tally && context.record.operationId !== null) answer(context, tally.version);
  }

  /** As a saga: it is answered by nobody here. */
  @Handles(acceptQuote, ({ partnerId }) => ({ tallies: [partnerId] }))
  accept(wish: DataOf<typeof acceptQuote>, context: RecordContext): void {
    this.#count({ ...wish, sku: 'edr-standalone', term: 'Y1', quantity: 1 }, context);
  }

  #count({ partnerId, sku, term, quantity }: Wish, context: RecordContext): QuoteTally | undefined {
    const { quotes = 0, version = 0 } = this.tallies.find(context.chunk, partnerId) ?? {};
    if (quotes >= 3) {
      answer(context, null);
      return undefined;
    }
    const tally = { id: partnerId, version: version + 1, quotes: quotes + 1 };
    this.tallies.put(context.chunk, tally);
    const holder = { contractId: `quote-${tally.quotes}`, customerId: 'c' };
    context.publish(drawLicenses, { pool: { partnerId, sku, term }, holder, quantity } as never);
    return tally;
  }
}

/** @param version null when there are too many */
function answer(context: RecordContext, version: number | null): void {
  const operationId = context.record.operationId ?? '';
  const refusal = { code: 'too-many-quotes', rule: 'PT-3', detail: 'three are enough' };
  context.publish(pointsOperationCompleted, {
    operationId,
    outcome: version === null ? 'refused' : 'succeeded',
    resource: null,
    refusal: version === null ? refusal : null,
    requires: version === null ? [] : [{ kind: 'points-quotes', id: 'q', version }],
  });
}

/** Starts the smallest service that answers operations. */
export async function startQuoteCounter(
  kafka: Kafka,
  connection: Connection,
  options: SmallOptions,
): Promise<RunningService> {
  const tallies = testAggregates<QuoteTally>(connection, 'quotes');
  const counter = {
    service: 'points-exchange',
    controller: QuoteCounter,
    providers: [{ provide: TALLIES, useValue: tallies }],
    stores: { tallies },
    reads: 'points-exchange.commands.v1',
    publishes: ['license-pool.commands.v1', 'operations.v1'],
  };
  return startSmallService({ kafka, connection }, counter, options);
}
