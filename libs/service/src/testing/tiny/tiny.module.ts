import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, type DynamicModule, Get, Inject, Module } from '@nestjs/common';
import type { Clock } from '@reservoir/kernel';
import { type DataOf, expireReservation, licenseOrderReceipt, licensePurchased } from '@reservoir/messages';
import { Aggregates, Handles, type RecordContext, type Versioned } from '@reservoir/messaging';
import { type Connection, Schema } from 'mongoose';
import type { DueFinder } from '../../due.js';
import { CLOCK, DUE_FINDERS, MONGO, SHUTDOWN, STORES } from '../../tokens.js';

interface Order extends Versioned {
  readonly quantity: number;
}
interface Stores {
  readonly orders: Aggregates<Order>;
}

@Controller()
class Purchases {
  constructor(@Inject(STORES) private readonly stores: Stores) {}

  @Handles(licensePurchased, ({ orderId }) => ({ orders: [orderId] }))
  purchase(
    data: DataOf<typeof licensePurchased>,
    context: RecordContext<DataOf<typeof licensePurchased>>,
  ): void {
    const { orderId, line, partnerId, quantity } = data;
    const known = this.stores.orders.find(context.chunk, orderId);
    if (!known) this.stores.orders.put(context.chunk, { id: orderId, version: 1, quantity });
    context.publish(licenseOrderReceipt, {
      eventId: context.record.id,
      orderId,
      line,
      refundId: null,
      partnerId,
      outcome: known ? 'duplicate' : 'accepted',
      lotId: orderId,
      quantity,
      reason: null,
    });
  }
}

@Controller()
class Http {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SHUTDOWN) private readonly shutdown: AbortSignal,
  ) {}

  @Get('/now')
  now(): { now: string } {
    return { now: this.clock.now() };
  }

  /** Answers after half a second, and says whether the shutdown had begun by then. */
  @Get('/slow')
  async slow(): Promise<{ stopping: boolean }> {
    await sleep(500);
    return { stopping: this.shutdown.aborted };
  }

  /** Breaks the process a little later, where nobody catches it. */
  @Get('/break')
  break(): object {
    setTimeout(() => void Promise.reject(new Error('a planted bug')), 20);
    return {};
  }
}

/** Two reservations are always due. */
const finder: DueFinder = {
  name: 'expire-reservations',
  everyMs: 100,
  find: () =>
    Promise.resolve(
      ['r-1', 'r-2'].map((reservationId) => ({
        message: expireReservation,
        data: {
          pool: { partnerId: 'partner-gold', sku: 'endpoint-security', term: 'Y1' },
          reservationId,
          deadline: '2026-11-21T00:00:00.000Z',
        },
      })),
    ),
};

@Module({})
export class TinyModule {
  static register(): DynamicModule {
    return {
      module: TinyModule,
      controllers: [Purchases, Http],
      providers: [
        {
          provide: STORES,
          inject: [MONGO],
          useFactory: (mongo: Connection): Stores => {
            const schema = new Schema(
              { _id: String, version: Number, quantity: Number },
              { versionKey: false },
            );
            const model = mongo.model('Order', schema.index({ quantity: 1 }), 'orders');
            return { orders: new Aggregates<Order>(model) };
          },
        },
        { provide: DUE_FINDERS, useValue: [finder] },
      ],
    };
  }
}
