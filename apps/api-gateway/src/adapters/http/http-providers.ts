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
import { PointsLedgerQueries } from '../mongo/queries/points-ledger.queries.js';
import { PointsQueries } from '../mongo/queries/points.queries.js';
import { PoolQueries } from '../mongo/queries/pool.queries.js';
import { StockReportQueries } from '../mongo/queries/stock-report.queries.js';
import { ReceiptQueries } from '../mongo/queries/receipt.queries.js';
import { ReconciliationQueries } from '../mongo/queries/reconciliation.queries.js';
import { SkusInUse } from '../mongo/queries/skus-in-use.js';
import { TransferQueries } from '../mongo/queries/transfer.queries.js';
import { UserQueries } from '../mongo/queries/user.queries.js';
import { type Catalog, CatalogReader } from './catalog/catalog.reader.js';
import { Sales } from './catalog/sales.js';
import { TransferRequestsReader } from './companies/transfer-requests.reader.js';
import { ContractReader } from './contracts/contract.reader.js';
import { PreviewPrices } from './operations/preview-prices.js';
import { ContractDoor } from './contracts/contract-door.js';
import { CustomerReader } from './customers/customer.reader.js';
import type { Answers } from './operations/answers.js';
import { answersProvider } from './operations/answers.provider.js';
import { CommandDoor } from './operations/command-door.js';
import { Tenancy } from './platform/tenancy.js';
import { PointsReader } from './points/points.reader.js';
import { PoolReader } from './pools/pool.reader.js';
import { ReconciliationReader } from './reports/reconciliation.reader.js';
import { AccessReader } from './users/access.reader.js';
import { Management } from './users/management.js';
import {
  ACCESS,
  ANSWERS,
  API_KEYS,
  CATALOG,
  COMPANIES,
  CONTRACTS,
  CONTRACT_DOOR,
  CUSTOMERS,
  CUSTOMER_READER,
  DOOR,
  DRAFTS,
  LIVE_MODULES,
  MANAGEMENT,
  POINTS,
  POINTS_LEDGER,
  POOL_READER,
  STOCK_REPORTS,
  RECEIPTS,
  RECONCILIATION,
  SALES,
  TENANCY,
  TRANSFERS,
  USERS,
  USE_CASES,
} from './tokens.js';

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
  query(RECEIPTS, (connection) => new ReceiptQueries(connection)),
  query(POINTS_LEDGER, (connection) => new PointsLedgerQueries(connection)),
  query(STOCK_REPORTS, (connection) => new StockReportQueries(connection)),
  query(CUSTOMERS, (connection) => new CustomerQueries(connection)),
  {
    provide: CUSTOMER_READER,
    inject: [CUSTOMERS, CATALOG, TENANCY, CLOCK],
    useFactory: (...of: ConstructorParameters<typeof CustomerReader>) => new CustomerReader(...of),
  },
  {
    provide: RECONCILIATION,
    inject: [COMPANIES, MONGO],
    useFactory: (companies: CompanyQueries, connection: Connection) =>
      new ReconciliationReader(companies, new ReconciliationQueries(connection)),
  },
  {
    provide: TENANCY,
    inject: [COMPANIES],
    useFactory: (companies: CompanyQueries) => new Tenancy(companies),
  },
  {
    provide: POOL_READER,
    inject: [MONGO, TENANCY, CLOCK],
    useFactory: (connection: Connection, tenancy: Tenancy, clock: Clock) =>
      new PoolReader(new PoolQueries(connection), tenancy, clock),
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
    inject: [MONGO, COMPANIES],
    useFactory: (connection: Connection, companies: CompanyQueries) =>
      new ContractReader(new ContractQueries(connection, companies)),
  },
  {
    provide: POINTS,
    inject: [MONGO, TENANCY, CLOCK],
    useFactory: (connection: Connection, tenancy: Tenancy, clock: Clock) =>
      new PointsReader(new PointsQueries(connection), tenancy, clock),
  },
  answersProvider,
  {
    provide: DOOR,
    inject: [USE_CASES, ANSWERS, SALES, CLOCK],
    useFactory: (useCases: SubmitDeps, answers: Answers, sales: Sales, clock: Clock) =>
      new CommandDoor(useCases, answers, new PreviewPrices(sales, clock)),
  },
  {
    provide: CONTRACT_DOOR,
    inject: [CONTRACTS, DOOR],
    useFactory: (...of: ConstructorParameters<typeof ContractDoor>) => new ContractDoor(...of),
  },
];
