import { ApiKeysController } from './api-keys/api-keys.controller.js';
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
import { CompaniesController } from './companies/companies.controller.js';
import { SecurityAccessController } from './companies/security-access.controller.js';
import { SuspensionsController } from './companies/suspensions.controller.js';
import { TransferRequestsController } from './companies/transfer-requests.controller.js';
import { ChangesController } from './contracts/changes.controller.js';
import { ContractsController } from './contracts/contracts.controller.js';
import { GroupsController } from './contracts/groups.controller.js';
import { LifecycleController } from './contracts/lifecycle.controller.js';
import { SchedulesController } from './contracts/schedules.controller.js';
import { CustomerFeaturesController } from './customers/customer-features.controller.js';
import { CustomersController } from './customers/customers.controller.js';
import { ServicesController } from './customers/services.controller.js';
import { CustomerUsageController } from './customers/usage.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { ProblemsController } from './platform/problems.controller.js';
import { ExchangesController } from './points/exchanges.controller.js';
import { LedgerController } from './points/ledger.controller.js';
import { OperatorPointsController } from './points/operator-points.controller.js';
import { PointsController } from './points/points.controller.js';
import { QuotesController } from './points/quotes.controller.js';
import { OrderReceiptsController } from './pools/order-receipts.controller.js';
import { PoolsController } from './pools/pools.controller.js';
import { StockController } from './pools/stock.controller.js';
import { PointsStatementController } from './reports/points-statement.controller.js';
import { StockReportsController } from './reports/stock-reports.controller.js';
import { ThresholdsController } from './pools/thresholds.controller.js';
import { ReconciliationController } from './reports/reconciliation.controller.js';
import { SandboxClockController } from './sandbox/sandbox-clock.controller.js';
import { UsersController } from './users/users.controller.js';

/** All controllers of the API. */
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
  ThresholdsController,
  StockController,
  PointsStatementController,
  StockReportsController,
  OrderReceiptsController,
  ContractsController,
  GroupsController,
  LifecycleController,
  ChangesController,
  SchedulesController,
  CustomersController,
  ServicesController,
  CustomerFeaturesController,
  CustomerUsageController,
  ReconciliationController,
  PointsController,
  LedgerController,
  OperatorPointsController,
  QuotesController,
  ExchangesController,
  OperationsController,
  ProblemsController,
  SandboxClockController,
];
