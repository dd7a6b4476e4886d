import { type DynamicModule, Module } from '@nestjs/common';
import type { ChunkStores } from '@reservoir/messaging';
import { DUE_FINDERS, type DueFinder, MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { ACCESS } from './adapters/kafka/access-of-chunk.js';
import { ApiKeysController } from './adapters/kafka/api-keys.controller.js';
import { AssortmentsController } from './adapters/kafka/assortments.controller.js';
import { ClientLocksController } from './adapters/kafka/client-locks.controller.js';
import { COMPANIES, TREE } from './adapters/kafka/companies-of-chunk.js';
import { CompaniesController } from './adapters/kafka/companies.controller.js';
import { PlacesController } from './adapters/kafka/places.controller.js';
import { TransfersController } from './adapters/kafka/transfers.controller.js';
import { UsersController } from './adapters/kafka/users.controller.js';
import { placesToInherit, requestsPastDeadline } from './adapters/mongo/due-finders.js';
import { MongoCompanies } from './adapters/mongo/mongo-companies.js';
import { MongoTree } from './adapters/mongo/mongo-tree.js';
import { MongoUsers } from './adapters/mongo/mongo-users.js';

const controllers = [
  CompaniesController,
  TransfersController,
  ClientLocksController,
  PlacesController,
  AssortmentsController,
  UsersController,
  ApiKeysController,
];

/** The composition root of the companies service. */
@Module({})
export class CompaniesModule {
  static register(): DynamicModule {
    return {
      module: CompaniesModule,
      controllers,
      providers: [
        {
          provide: COMPANIES,
          inject: [MONGO],
          useFactory: (connection: Connection) => new MongoCompanies(connection),
        },
        {
          provide: TREE,
          inject: [MONGO, COMPANIES],
          useFactory: (connection: Connection, companies: MongoCompanies) =>
            new MongoTree(connection, companies),
        },
        {
          provide: ACCESS,
          inject: [MONGO],
          useFactory: (connection: Connection) => new MongoUsers(connection),
        },
        {
          provide: STORES,
          inject: [TREE, ACCESS],
          useFactory: (tree: MongoTree, access: MongoUsers): ChunkStores => ({
            ...tree.stores,
            ...access.stores,
          }),
        },
        {
          provide: DUE_FINDERS,
          inject: [MONGO],
          useFactory: (connection: Connection): readonly DueFinder[] => [
            placesToInherit(connection),
            requestsPastDeadline(connection),
          ],
        },
      ],
    };
  }
}
