import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { newId, systemClock } from '@reservoir/kernel';
import {
  COMMANDS,
  type CommandPublisher,
  LOGGER,
  type Logger,
  MONGO,
  SHUTDOWN,
  STORES,
} from '@reservoir/service';
import type { Connection } from 'mongoose';
import { Background } from './adapters/background.js';
import { httpControllers } from './adapters/http/http-controllers.js';
import { httpProviders } from './adapters/http/http-providers.js';
import { USE_CASES } from './adapters/http/tokens.js';
import { AccessProjection } from './adapters/kafka/access.projection.js';
import { CatalogProjection } from './adapters/kafka/catalog.projection.js';
import { CompaniesProjection } from './adapters/kafka/companies.projection.js';
import { ContractsProjection } from './adapters/kafka/contracts.projection.js';
import { KafkaCommands } from './adapters/kafka/kafka-commands.js';
import { LifecycleProjection } from './adapters/kafka/lifecycle.projection.js';
import { LicensePoolProjection } from './adapters/kafka/license-pool.projection.js';
import { OperationsProjection } from './adapters/kafka/operations.projection.js';
import { OrderReceiptsProjection } from './adapters/kafka/order-receipts.projection.js';
import { PointsExchangeProjection } from './adapters/kafka/points-exchange.projection.js';
import { UseProjection } from './adapters/kafka/use.projection.js';
import { gatewayStores } from './adapters/mongo/collections.js';
import { MongoOperations } from './adapters/mongo/mongo-operations.js';
import { MongoVersions } from './adapters/mongo/mongo-versions.js';
import { OperationChanges } from './adapters/mongo/operation-changes.js';
import type { SubmitDeps } from './application/submit-command.js';
import type { ProjectionStores } from './read-models.js';

const projections = [
  CompaniesProjection,
  AccessProjection,
  CatalogProjection,
  LicensePoolProjection,
  ContractsProjection,
  LifecycleProjection,
  UseProjection,
  PointsExchangeProjection,
  OrderReceiptsProjection,
  OperationsProjection,
];

const CHANGES = Symbol('CHANGES');

const providers: Provider[] = [
  { provide: STORES, inject: [MONGO], useFactory: (connection: Connection) => gatewayStores(connection) },
  {
    provide: CHANGES,
    inject: [MONGO, STORES, LOGGER],
    useFactory: (connection: Connection, stores: ProjectionStores, logger: Logger) =>
      new OperationChanges(connection, stores.operations, logger),
  },
  {
    provide: USE_CASES,
    inject: [MONGO, STORES, COMMANDS, CHANGES, LOGGER, SHUTDOWN],
    useFactory: (
      connection: Connection,
      stores: ProjectionStores,
      commands: CommandPublisher,
      watches: OperationChanges,
      logger: Logger,
      shutdown: AbortSignal,
    ): SubmitDeps => ({
      operations: new MongoOperations(connection),
      versions: new MongoVersions(connection, stores),
      sender: new KafkaCommands(commands, logger),
      watches,
      newId,
      // How long callers wait is measured in real time, whatever day the sandbox plays.
      clock: systemClock,
      shutdown,
    }),
  },
  {
    provide: Background,
    inject: [CHANGES, USE_CASES, LOGGER, SHUTDOWN],
    useFactory: (changes: OperationChanges, useCases: SubmitDeps, logger: Logger, shutdown: AbortSignal) =>
      new Background(changes, useCases, logger, shutdown),
  },
];

/** The composition root of the gateway. */
@Module({})
export class ApiGatewayModule {
  static register(): DynamicModule {
    return {
      module: ApiGatewayModule,
      controllers: [...httpControllers, ...projections],
      providers: [...providers, ...httpProviders],
    };
  }
}
