import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { ChunkStores } from '@reservoir/messaging';
import { ADVANCES, DUE_FINDERS, type DueFinder, MONGO, STORES } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { ACCESS } from './adapters/kafka/access-of-chunk.js';
import { ApiKeysController } from './adapters/kafka/api-keys.controller.js';
import { AssortmentsController } from './adapters/kafka/assortments.controller.js';
import { ClientLocksController } from './adapters/kafka/client-locks.controller.js';
import { COMPANIES, TREE } from './adapters/kafka/companies-of-chunk.js';
import { CompaniesController } from './adapters/kafka/companies.controller.js';
import { PlacesController } from './adapters/kafka/places.controller.js';
import { SANDBOX_CLOCKS, SandboxClockController } from './adapters/kafka/sandbox-clock.controller.js';
import { TransfersController } from './adapters/kafka/transfers.controller.js';
import { UsersController } from './adapters/kafka/users.controller.js';
import { placesToInherit, requestsPastDeadline } from './adapters/mongo/due-finders.js';
import { MongoCompanies } from './adapters/mongo/mongo-companies.js';
import { MongoSandboxClock } from './adapters/mongo/mongo-sandbox-clock.js';
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

const ofConnection = (provide: symbol, make: (connection: Connection) => unknown): Provider => ({
  provide,
  inject: [MONGO],
  useFactory: make,
});

/** The composition root of the companies service. */
@Module({})
export class CompaniesModule {
  static register({ sandbox }: { readonly sandbox: boolean } = { sandbox: false }): DynamicModule {
    return {
      module: CompaniesModule,
      controllers: sandbox ? [...controllers, SandboxClockController] : controllers,
      providers: [
        ...(sandbox ? [{ provide: ADVANCES, useExisting: SANDBOX_CLOCKS }] : []),
        ofConnection(SANDBOX_CLOCKS, (connection) => new MongoSandboxClock(connection)),
        ofConnection(COMPANIES, (connection) => new MongoCompanies(connection)),
        ofConnection(ACCESS, (connection) => new MongoUsers(connection)),
        ofConnection(DUE_FINDERS, (connection): readonly DueFinder[] => [
          placesToInherit(connection),
          requestsPastDeadline(connection),
        ]),
        {
          provide: TREE,
          inject: [MONGO, COMPANIES],
          useFactory: (connection: Connection, companies: MongoCompanies) =>
            new MongoTree(connection, companies),
        },
        {
          provide: STORES,
          inject: [TREE, ACCESS, SANDBOX_CLOCKS],
          useFactory: (tree: MongoTree, access: MongoUsers, clocks: MongoSandboxClock): ChunkStores => ({
            ...tree.stores,
            ...access.stores,
            sandboxClocks: clocks.store,
          }),
        },
      ],
    };
  }
}
