import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { readEnv, service } from './env.js';
import { LicensePoolModule } from './license-pool.module.js';

await runService({
  name: service.name,
  env: readEnv(),
  module: () => LicensePoolModule.register(),
  subscriptions: [
    { topic: 'orders.v1', malformed: 'dead-letter' },
    { topic: 'license-pool.commands.v1', malformed: 'dead-letter' },
    { topic: 'companies.events.v1', malformed: 'ignore' },
    { topic: 'catalog.events.v1', malformed: 'ignore' },
  ],
  publishes: [
    'orders.receipts.v1',
    'license-pool.events.v1',
    'contracts.commands.v1',
    'points-exchange.commands.v1',
    'operations.v1',
  ],
});
