import type { Provider } from '@nestjs/common';
import type { Clock } from '@reservoir/kernel';
import { CLOCK, MONGO } from '@reservoir/service';
import type { Connection } from 'mongoose';
import type { SubmitDeps } from '../../application/submit-command.js';
import { CatalogQueries } from '../mongo/queries/catalog.queries.js';
import { CompanyQueries } from '../mongo/queries/company.queries.js';
import { ContractQueries } from '../mongo/queries/contract.queries.js';
import { CustomerQueries } from '../mongo/queries/customer.queries.js';
import { PointsQueries } from '../mongo/queries/points.queries.js';
import { PoolQueries } from '../mongo/queries/pool.queries.js';
import { ReceiptQueries } from '../mongo/queries/receipt.queries.js';
import { AssortmentsController } from './catalog/assortments.controller.js';
import { FamiliesController } from './catalog/families.controller.js';
import { ModulesController } from './catalog/modules.controller.js';
import { PricesController } from './catalog/prices.controller.js';
import { ProductsController } from './catalog/products.controller.js';
import type { Catalog } from './catalog/publishing.js';
import { CompaniesController } from './companies/companies.controller.js';
import { ContractReader } from './contracts/contract.reader.js';
import { ContractsController } from './contracts/contracts.controller.js';
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
import {
  ANSWERS,
  CATALOG,
  COMPANIES,
  CONTRACTS,
  CUSTOMERS,
  DOOR,
  POINTS,
  POOLS,
  RECEIPTS,
  TENANCY,
  USE_CASES,
} from './tokens.js';

export const httpControllers = [
  CompaniesController,
  FamiliesController,
  ProductsController,
  ModulesController,
  AssortmentsController,
  PricesController,
  PoolsController,
  OrderReceiptsController,
  ContractsController,
  CustomersController,
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
  query(CATALOG, catalogOf),
  query(POOLS, (connection) => new PoolQueries(connection)),
  query(RECEIPTS, (connection) => new ReceiptQueries(connection)),
  query(CUSTOMERS, (connection) => new CustomerQueries(connection)),
  {
    provide: TENANCY,
    inject: [COMPANIES],
    useFactory: (companies: CompanyQueries) => new Tenancy(companies),
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
    inject: [TENANCY, CATALOG, CONTRACTS, POINTS],
    useFactory: (...readers: Parameters<typeof resourcesOf>) => new Answers(resourcesOf(...readers)),
  },
  {
    provide: DOOR,
    inject: [USE_CASES, ANSWERS],
    useFactory: (useCases: SubmitDeps, answers: Answers) => new CommandDoor(useCases, answers),
  },
];
