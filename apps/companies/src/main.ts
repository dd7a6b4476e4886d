import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { CompaniesModule } from './companies.module.js';
import { readEnv, service } from './env.js';

await runService({
  name: service.name,
  env: readEnv(),
  module: () => CompaniesModule.register(),
  subscriptions: [{ topic: 'companies.commands.v1', malformed: 'dead-letter' }],
  publishes: ['companies.events.v1', 'operations.v1'],
});
