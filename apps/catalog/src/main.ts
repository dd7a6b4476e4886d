import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { CatalogModule } from './catalog.module.js';
import { readEnv, service } from './env.js';

await runService({
  name: service.name,
  env: readEnv(),
  module: () => CatalogModule.register(),
  subscriptions: [
    { topic: 'catalog.commands.v1', malformed: 'dead-letter' },
    { topic: 'companies.events.v1', malformed: 'ignore' },
  ],
  publishes: ['catalog.events.v1', 'operations.v1'],
});
