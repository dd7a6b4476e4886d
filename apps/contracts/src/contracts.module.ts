import { type DynamicModule, Module } from '@nestjs/common';
import { DUE_FINDERS, type DueFinder, MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { AnswersController } from './adapters/kafka/answers.controller.js';
import { AssignmentsController } from './adapters/kafka/assignments.controller.js';
import { ChangesController } from './adapters/kafka/changes.controller.js';
import { ClientLocksController } from './adapters/kafka/client-locks.controller.js';
import { DueController } from './adapters/kafka/due.controller.js';
import { FactsController } from './adapters/kafka/facts.controller.js';
import { LifecycleController } from './adapters/kafka/lifecycle.controller.js';
import { PORTS, type PortsOfChunk } from './adapters/kafka/ports-of-chunk.js';
import { ServicesController } from './adapters/kafka/services.controller.js';
import { UsageController } from './adapters/kafka/usage.controller.js';
import { AssignmentsPastDeadline } from './adapters/mongo/assignments-past-deadline.js';
import { type ContractsStores, contractsStores } from './adapters/mongo/contracts-stores.js';
import { DueContracts, DueRenewals } from './adapters/mongo/due-contracts.js';
import { mongoPorts } from './adapters/mongo/mongo-ports.js';
import { UsagesToReview } from './adapters/mongo/usages-to-review.js';

/** The composition root of the contracts service. */
@Module({})
export class ContractsModule {
  static register(): DynamicModule {
    return {
      module: ContractsModule,
      controllers: [
        AssignmentsController,
        AnswersController,
        ChangesController,
        ClientLocksController,
        DueController,
        FactsController,
        LifecycleController,
        ServicesController,
        UsageController,
      ],
      providers: [
        { provide: STORES, inject: [MONGO], useFactory: (mongo: Connection) => contractsStores(mongo) },
        {
          provide: PORTS,
          inject: [STORES],
          useFactory:
            (stores: ContractsStores): PortsOfChunk =>
            (chunk) =>
              mongoPorts(stores, chunk),
        },
        {
          provide: DUE_FINDERS,
          inject: [STORES],
          useFactory: (stores: ContractsStores): readonly DueFinder[] => [
            new DueContracts(stores),
            new AssignmentsPastDeadline(stores),
            new DueRenewals(stores),
            new UsagesToReview(stores),
          ],
        },
      ],
    };
  }
}
