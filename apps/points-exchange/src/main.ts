import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { readEnv, service } from './env.js';
import { PointsExchangeModule } from './points-exchange.module.js';

await runService({
  name: service.name,
  env: readEnv(),
  module: (env) => PointsExchangeModule.register(env),
  subscriptions: [
    // Malformed records of this topic are set aside by license-pool.
    { topic: 'orders.v1', malformed: 'ignore' },
    { topic: 'points-exchange.commands.v1', malformed: 'dead-letter' },
    { topic: 'companies.events.v1', malformed: 'ignore' },
    { topic: 'catalog.events.v1', malformed: 'ignore' },
  ],
  publishes: ['points-exchange.events.v1', 'license-pool.commands.v1', 'operations.v1', 'orders.receipts.v1'],
});
