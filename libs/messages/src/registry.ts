import * as catalog from './catalog.js';
import * as catalogDrafts from './catalog.drafts.js';
import * as apiKeys from './companies.api-keys.js';
import * as companies from './companies.js';
import * as transfers from './companies.transfers.js';
import * as users from './companies.users.js';
import * as contractsCommands from './contracts.commands.js';
import * as contractsEvents from './contracts.events.js';
import type { MessageDefinition } from './define.js';
import * as licensePoolCommands from './license-pool.commands.js';
import * as licensePoolEvents from './license-pool.events.js';
import * as operations from './operations.js';
import * as orders from './orders.js';
import * as pointsExchange from './points-exchange.js';

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
    contractsCommands,
    contractsEvents,
    pointsExchange,
    operations,
  ]
    .flatMap((file) => Object.values(file) as unknown[])
    .filter(isMessage)
    .map((message) => [message.type, message]),
);
