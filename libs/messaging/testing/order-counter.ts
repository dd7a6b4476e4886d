import { Controller, Inject } from '@nestjs/common';
import { type DataOf, licenseOrderReceipt, licensePurchased } from '@reservoir/messages';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import { type Aggregates, Handles, type RecordContext, type Versioned } from '../src/index.js';
import {
  type RunningService,
  type SmallOptions,
  startSmallService,
  testAggregates,
} from './small-service.js';

type Purchase = DataOf<typeof licensePurchased>;

/** What the smallest possible service counts of a partner's purchases. */
export interface Tally extends Versioned {
  readonly orders: number;
  readonly licences: number;
}

/** Asked before each record: throws to play a bug, or says that a prerequisite is missing. */
export type Interference = (purchase: Purchase) => 'handle' | 'park' | 'park-alone' | 'dead-letter';

const TALLIES = Symbol('tallies');
const INTERFERE = Symbol('interfere');

@Controller()
class OrderCounter {
  constructor(
    @Inject(TALLIES) private readonly tallies: Aggregates<Tally>,
    @Inject(INTERFERE) private readonly interfere: Interference,
  ) {}

  @Handles(licensePurchased, ({ partnerId }) => ({ tallies: [partnerId] }))
  count(purchase: Purchase, context: RecordContext<Purchase>): void {
    const action = context.lastAttempt ? 'dead-letter' : this.interfere(purchase);
    const reason = { code: 'planted', detail: 'planted by the test' };
    if (action === 'park') return context.park(reason);
    if (action === 'park-alone') return context.park(reason, { alone: true });
    if (action === 'dead-letter') return context.deadLetter(reason);
    const { partnerId, orderId, line, quantity } = purchase;
    const before = this.tallies.find(context.chunk, partnerId);
    this.tallies.put(context.chunk, {
      id: partnerId,
      version: (before?.version ?? 0) + 1,
      orders: (before?.orders ?? 0) + 1,
      licences: (before?.licences ?? 0) + quantity,
    });
    const receipt = {
      eventId: context.record.id,
      orderId,
      line,
      refundId: null,
      partnerId,
      lotId: null,
    } as const;
    context.publish(licenseOrderReceipt, { ...receipt, outcome: 'accepted', quantity, reason: null });
  }
}

/** A running counter of orders, over the real transport. */
export interface RunningCounter extends RunningService {
  readonly tallies: Aggregates<Tally>;
}

/** Starts the smallest possible service: it counts purchases by partner and answers each with a receipt. */
export async function startOrderCounter(
  kafka: Kafka,
  connection: Connection,
  options: SmallOptions,
  interfere: Interference = () => 'handle',
): Promise<RunningCounter> {
  const tallies = testAggregates<Tally>(connection, 'tallies');
  const counter = {
    service: 'order-counter',
    controller: OrderCounter,
    providers: [
      { provide: TALLIES, useValue: tallies },
      { provide: INTERFERE, useValue: interfere },
    ],
    stores: { tallies },
    reads: 'orders.v1',
    publishes: ['orders.receipts.v1'],
  };
  return { ...(await startSmallService({ kafka, connection }, counter, options)), tallies };
}
