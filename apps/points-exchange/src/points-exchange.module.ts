import { type DynamicModule, Module } from '@nestjs/common';
import type { ChunkStores } from '@reservoir/messaging';
import { DUE_FINDERS, type DueFinder, MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { DueController } from './adapters/kafka/due.controller.js';
import { FactsController } from './adapters/kafka/facts.controller.js';
import { MintAnswersController } from './adapters/kafka/mint-answers.controller.js';
import { OperatorController } from './adapters/kafka/operator.controller.js';
import { OrdersController } from './adapters/kafka/orders.controller.js';
import { GIVE_UP_AFTER_MS, POINTS } from './adapters/kafka/points-of-chunk.js';
import { QuotesController } from './adapters/kafka/quotes.controller.js';
import { ReversalsController } from './adapters/kafka/reversals.controller.js';
import {
  exchangesWithoutAnswer,
  lotsThatAreOver,
  noticesThatAreDue,
  reversalsWithoutAnswer,
} from './adapters/mongo/due-finders.js';
import { MongoPoints } from './adapters/mongo/mongo-points.js';
import type { Env } from './env.js';

/** The composition root of the points-exchange service. */
@Module({})
export class PointsExchangeModule {
  static register({ giveUpAfterMs }: Pick<Env, 'giveUpAfterMs'>): DynamicModule {
    return {
      module: PointsExchangeModule,
      controllers: [
        OrdersController,
        QuotesController,
        MintAnswersController,
        ReversalsController,
        OperatorController,
        DueController,
        FactsController,
      ],
      providers: [
        { provide: GIVE_UP_AFTER_MS, useValue: giveUpAfterMs },
        {
          provide: POINTS,
          inject: [MONGO],
          useFactory: (connection: Connection) => new MongoPoints(connection),
        },
        { provide: STORES, inject: [POINTS], useFactory: ({ stores }: MongoPoints): ChunkStores => stores },
        {
          provide: DUE_FINDERS,
          inject: [MONGO],
          useFactory: (connection: Connection): readonly DueFinder[] => [
            lotsThatAreOver(connection),
            exchangesWithoutAnswer(connection),
            reversalsWithoutAnswer(connection),
            noticesThatAreDue(connection),
          ],
        },
      ],
    };
  }
}
