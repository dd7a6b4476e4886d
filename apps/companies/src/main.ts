import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { CompaniesModule } from './companies.module.js';
import { readEnv, service } from './env.js';

await runService({
  name: service.name,
  env: readEnv(),
  module: (env) => CompaniesModule.register(env),
  subscriptions: [
    { topic: 'companies.commands.v1', malformed: 'dead-letter' },
    { topic: 'catalog.events.v1', malformed: 'ignore' },
  ],
  publishes: ['companies.events.v1', 'contracts.commands.v1', 'operations.v1'],
});
