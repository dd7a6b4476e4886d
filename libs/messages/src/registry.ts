import * as catalog from './catalog.js';
import * as catalogDrafts from './catalog.drafts.js';
import * as apiKeys from './companies.api-keys.js';
import * as companies from './companies.js';
import * as transfers from './companies.transfers.js';
import * as users from './companies.users.js';
import * as contractsCommands from './contracts.commands.js';
import * as contractsEvents from './contracts.events.js';
import * as contractsChangeCommands from './contracts.change-commands.js';
import * as contractsFamilyCommands from './contracts.family-commands.js';
import * as contractsLifecycle from './contracts.lifecycle.js';
import * as contractsTrials from './contracts.trials.js';
import * as contractsServices from './contracts.services.js';
import type { MessageDefinition } from './define.js';
import * as licensePoolCommands from './license-pool.commands.js';
import * as licensePoolEvents from './license-pool.events.js';
import * as licensePoolLevels from './license-pool.levels.js';
import * as licensePoolOperator from './license-pool.operator.js';
import * as licensePoolRecovery from './license-pool.recovery.js';
import * as licensePoolTransfers from './license-pool.transfers.js';
import * as operations from './operations.js';
import * as orders from './orders.js';
import * as pointsExchange from './points-exchange.js';
import * as pointsOperator from './points-exchange.operator.js';
import * as pointsReversals from './points-exchange.reversals.js';
import * as usage from './usage.js';
import * as sandbox from './sandbox.js';

const isMessage = (value: unknown): value is MessageDefinition =>
  typeof value === 'object' && value !== null && 'keyOf' in value;

/** Every message of the platform, by CloudEvents type; where a record's `data` is validated against. */
export const messages: ReadonlyMap<string, MessageDefinition> = new Map(
  [
    orders,
    companies,
    transfers,
    users,
    apiKeys,
    catalog,
    catalogDrafts,
    licensePoolCommands,
    licensePoolEvents,
    licensePoolLevels,
    licensePoolOperator,
    licensePoolRecovery,
    licensePoolTransfers,
    contractsCommands,
    contractsEvents,
    contractsChangeCommands,
    contractsFamilyCommands,
    contractsLifecycle,
    contractsServices,
    contractsTrials,
    usage,
    pointsExchange,
    pointsOperator,
    pointsReversals,
    operations,
    sandbox,
  ]
    .flatMap((file) => Object.values(file) as unknown[])
    .filter(isMessage)
    .map((message) => [message.type, message]),
);
