import { type DynamicModule, Module } from '@nestjs/common';
import { DUE_FINDERS, type DueFinder, MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { AnswersController } from './adapters/kafka/answers.controller.js';
import { AssignmentsController } from './adapters/kafka/assignments.controller.js';
import { ClientLocksController } from './adapters/kafka/client-locks.controller.js';
import { FactsController } from './adapters/kafka/facts.controller.js';
import { PORTS, type PortsOfChunk } from './adapters/kafka/ports-of-chunk.js';
import { AssignmentsPastDeadline } from './adapters/mongo/assignments-past-deadline.js';
import { type ContractsStores, contractsStores } from './adapters/mongo/contracts-stores.js';
import { mongoPorts } from './adapters/mongo/mongo-ports.js';

/** The composition root of the contracts service. */
@Module({})
export class ContractsModule {
  static register(): DynamicModule {
    return {
      module: ContractsModule,
      controllers: [AssignmentsController, AnswersController, ClientLocksController, FactsController],
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
            new AssignmentsPastDeadline(stores),
          ],
        },
      ],
    };
  }
}
