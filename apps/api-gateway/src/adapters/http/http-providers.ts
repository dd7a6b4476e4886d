import type { Provider } from '@nestjs/common';
import type { Clock } from '@reservoir/kernel';
import { CLOCK, MONGO } from '@reservoir/service';
import type { Connection } from 'mongoose';
import type { SubmitDeps } from '../../application/submit-command.js';
import { ApiKeyQueries } from '../mongo/queries/api-key.queries.js';
import { CatalogQueries } from '../mongo/queries/catalog.queries.js';
import { CompanyQueries } from '../mongo/queries/company.queries.js';
import { DraftQueries } from '../mongo/queries/draft.queries.js';
import { LiveModules } from '../mongo/queries/live-modules.js';
import { VersionQueries } from '../mongo/queries/version.queries.js';
import { ContractQueries } from '../mongo/queries/contract.queries.js';
import { CustomerQueries } from '../mongo/queries/customer.queries.js';
import { PointsQueries } from '../mongo/queries/points.queries.js';
import { PoolQueries } from '../mongo/queries/pool.queries.js';
import { ReceiptQueries } from '../mongo/queries/receipt.queries.js';
import { SkusInUse } from '../mongo/queries/skus-in-use.js';
import { TransferQueries } from '../mongo/queries/transfer.queries.js';
import { UserQueries } from '../mongo/queries/user.queries.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { type Catalog, CatalogReader } from './catalog/catalog.reader.js';
import { ConfigurationsController } from './catalog/configurations.controller.js';
import { draftReadingController } from './catalog/draft-reading.controller.js';
import { draftStepsController } from './catalog/draft-steps.controller.js';
import { draftsController } from './catalog/drafts.controller.js';
import { FeaturesController } from './catalog/features.controller.js';
import { offersController } from './catalog/offers.controller.js';
import { publishedController } from './catalog/published.controller.js';
import { publishingController } from './catalog/publishing.controller.js';
import { retirementController } from './catalog/retirement.controller.js';
import { versionsController } from './catalog/versions.controller.js';
import { Sales } from './catalog/sales.js';
import { CompaniesController } from './companies/companies.controller.js';
import { SecurityAccessController } from './companies/security-access.controller.js';
import { SuspensionsController } from './companies/suspensions.controller.js';
import { TransferRequestsController } from './companies/transfer-requests.controller.js';
import { TransferRequestsReader } from './companies/transfer-requests.reader.js';
import { ContractReader } from './contracts/contract.reader.js';
import { ContractsController } from './contracts/contracts.controller.js';
import { CustomerFeaturesController } from './customers/customer-features.controller.js';
import { CustomersController } from './customers/customers.controller.js';
import { Answers } from './operations/answers.js';
import { CommandDoor } from './operations/command-door.js';
import { OperationsController } from './operations/operations.controller.js';
import { ProblemsController } from './platform/problems.controller.js';
import { Tenancy } from './platform/tenancy.js';
import { ExchangesController } from './points/exchanges.controller.js';
import { PointsController } from './points/points.controller.js';
import { PointsReader } from './points/points.reader.js';
import { QuotesController } from './points/quotes.controller.js';
import { OrderReceiptsController } from './pools/order-receipts.controller.js';
import { PoolsController } from './pools/pools.controller.js';
import { resourcesOf } from './resources-of.js';
import { AccessReader } from './users/access.reader.js';
import { Management } from './users/management.js';
import { UsersController } from './users/users.controller.js';
import {
  ACCESS,
  ANSWERS,
  API_KEYS,
  CATALOG,
  COMPANIES,
  CONTRACTS,
  CUSTOMERS,
  DOOR,
  DRAFTS,
  LIVE_MODULES,
  MANAGEMENT,
  POINTS,
  POOLS,
  RECEIPTS,
  SALES,
  TENANCY,
  TRANSFERS,
  USERS,
  USE_CASES,
} from './tokens.js';

export const httpControllers = [
  CompaniesController,
  SuspensionsController,
  TransferRequestsController,
  SecurityAccessController,
  UsersController,
  ApiKeysController,
  ...(['families', 'products', 'modules'] as const).flatMap((kind) => [
    publishedController(kind),
    versionsController(kind),
    draftsController(kind),
    draftReadingController(kind),
    draftStepsController(kind),
    publishingController(kind),
  ]),
  ...(['products', 'modules'] as const).map(retirementController),
  ...(['assortments', 'prices'] as const).flatMap((kind) => [
    publishedController(kind),
    versionsController(kind),
    offersController(kind),
  ]),
  FeaturesController,
  ConfigurationsController,
  PoolsController,
  OrderReceiptsController,
  ContractsController,
  CustomersController,
  CustomerFeaturesController,
  PointsController,
  QuotesController,
  ExchangesController,
  OperationsController,
  ProblemsController,
];

/** What is made of the connection alone. */
const query = (provide: symbol, make: (connection: Connection) => unknown): Provider => ({
  provide,
  inject: [MONGO],
  useFactory: make,
});

const catalogOf = (connection: Connection): Catalog => ({
  families: new CatalogQueries(connection, 'families'),
  products: new CatalogQueries(connection, 'products'),
  modules: new CatalogQueries(connection, 'modules'),
  assortments: new CatalogQueries(connection, 'assortments'),
  prices: new CatalogQueries(connection, 'prices'),
});

/** What the controllers are given, of the connection and the use cases' ports. */
export const httpProviders: Provider[] = [
  query(COMPANIES, (connection) => new CompanyQueries(connection)),
  query(USERS, (connection) => new UserQueries(connection)),
  query(API_KEYS, (connection) => new ApiKeyQueries(connection)),
  query(CATALOG, (connection) => new CatalogReader(catalogOf(connection), new VersionQueries(connection))),
  query(DRAFTS, (connection) => new DraftQueries(connection)),
  query(LIVE_MODULES, (connection) => new LiveModules(connection)),
  query(POOLS, (connection) => new PoolQueries(connection)),
  query(RECEIPTS, (connection) => new ReceiptQueries(connection)),
  query(CUSTOMERS, (connection) => new CustomerQueries(connection)),
  {
    provide: TENANCY,
    inject: [COMPANIES],
    useFactory: (companies: CompanyQueries) => new Tenancy(companies),
  },
  { provide: MANAGEMENT, inject: [TENANCY], useFactory: (tenancy: Tenancy) => new Management(tenancy) },
  {
    provide: ACCESS,
    inject: [USERS, API_KEYS, MANAGEMENT, CLOCK],
    useFactory: (...of: ConstructorParameters<typeof AccessReader>) => new AccessReader(...of),
  },
  {
    provide: TRANSFERS,
    inject: [MONGO, COMPANIES, CLOCK],
    useFactory: (connection: Connection, companies: CompanyQueries, clock: Clock) =>
      new TransferRequestsReader(
        new TransferQueries(connection),
        companies,
        new SkusInUse(connection, companies),
        clock,
      ),
  },
  {
    provide: SALES,
    inject: [TENANCY, COMPANIES, CATALOG],
    useFactory: (tenancy: Tenancy, companies: CompanyQueries, { catalog }: CatalogReader) =>
      new Sales(tenancy, companies, catalog),
  },
  {
    provide: CONTRACTS,
    inject: [MONGO, COMPANIES, TENANCY],
    useFactory: (connection: Connection, companies: CompanyQueries, tenancy: Tenancy) =>
      new ContractReader(new ContractQueries(connection, companies), tenancy),
  },
  {
    provide: POINTS,
    inject: [MONGO, TENANCY, CLOCK],
    useFactory: (connection: Connection, tenancy: Tenancy, clock: Clock) =>
      new PointsReader(new PointsQueries(connection), tenancy, clock),
  },
  {
    provide: ANSWERS,
    inject: [TENANCY, CATALOG, CONTRACTS, POINTS, ACCESS, TRANSFERS, DRAFTS],
    useFactory: (...readers: Parameters<typeof resourcesOf>) => new Answers(resourcesOf(...readers)),
  },
  {
    provide: DOOR,
    inject: [USE_CASES, ANSWERS],
    useFactory: (useCases: SubmitDeps, answers: Answers) => new CommandDoor(useCases, answers),
  },
];
