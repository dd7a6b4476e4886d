import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { ContractsModule } from './contracts.module.js';
import { readEnv, service } from './env.js';

await runService({
  name: service.name,
  env: readEnv(),
  module: () => ContractsModule.register(),
  subscriptions: [
    { topic: 'contracts.commands.v1', malformed: 'dead-letter' },
    { topic: 'usage.v1', malformed: 'dead-letter' },
    { topic: 'companies.events.v1', malformed: 'ignore' },
    { topic: 'catalog.events.v1', malformed: 'ignore' },
  ],
  publishes: [
    'contracts.events.v1',
    'license-pool.commands.v1',
    'companies.commands.v1',
    'operations.v1',
    'contracts.commands.v1',
  ],
});
