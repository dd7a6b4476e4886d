import { type DynamicModule, Module } from '@nestjs/common';
import type { ChunkStores } from '@reservoir/messaging';
import { DUE_FINDERS, type DueFinder, MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { COLLECTIONS } from './adapters/kafka/collections-of-chunk.js';
import { DrawsController } from './adapters/kafka/draws.controller.js';
import { ExchangesController } from './adapters/kafka/exchanges.controller.js';
import { DeparturesController } from './adapters/kafka/departures.controller.js';
import { FactsController } from './adapters/kafka/facts.controller.js';
import { OperatorController } from './adapters/kafka/operator.controller.js';
import { OrdersController } from './adapters/kafka/orders.controller.js';
import { ReservationsController } from './adapters/kafka/reservations.controller.js';
import { ThresholdsController } from './adapters/kafka/thresholds.controller.js';
import { overdueLots, overdueReservations } from './adapters/mongo/due-finders.js';
import { MongoCollections } from './adapters/mongo/mongo-collections.js';

/** The composition root of the license pool service. */
@Module({})
export class LicensePoolModule {
  static register(): DynamicModule {
    return {
      module: LicensePoolModule,
      controllers: [
        OrdersController,
        DrawsController,
        DeparturesController,
        ReservationsController,
        ExchangesController,
        OperatorController,
        ThresholdsController,
        FactsController,
      ],
      providers: [
        {
          provide: COLLECTIONS,
          inject: [MONGO],
          useFactory: (connection: Connection) => new MongoCollections(connection),
        },
        {
          provide: STORES,
          inject: [COLLECTIONS],
          useFactory: (collections: MongoCollections): ChunkStores => collections.stores,
        },
        {
          provide: DUE_FINDERS,
          inject: [COLLECTIONS],
          useFactory: (collections: MongoCollections): readonly DueFinder[] => [
            overdueReservations(collections),
            overdueLots(collections),
          ],
        },
      ],
    };
  }
}
