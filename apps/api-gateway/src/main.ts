import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { configureHttp, serverOptions } from './adapters/http/configure-http.js';
import { ApiGatewayModule } from './api-gateway.module.js';
import { readEnv, service } from './env.js';

/** Who waits for an operation is told with its outcome, which comes with all that came of it; what nobody waits for follows by so much. */
const lingerMs = 100;
const env = readEnv();

await runService({
  name: service.name,
  env,
  module: () => ApiGatewayModule.register(),
  subscriptions: [
    { topic: 'companies.events.v1', malformed: 'dead-letter', lingerMs },
    { topic: 'catalog.events.v1', malformed: 'dead-letter', lingerMs },
    { topic: 'license-pool.events.v1', malformed: 'dead-letter', lingerMs },
    { topic: 'contracts.events.v1', malformed: 'dead-letter', lingerMs },
    { topic: 'points-exchange.events.v1', malformed: 'dead-letter', lingerMs },
    { topic: 'orders.receipts.v1', malformed: 'dead-letter', lingerMs },
    { topic: 'operations.v1', malformed: 'dead-letter' },
  ],
  publishes: [
    'companies.commands.v1',
    'catalog.commands.v1',
    'license-pool.commands.v1',
    'contracts.commands.v1',
    'points-exchange.commands.v1',
  ],
  http: { port: env.port, server: serverOptions(env), configure: (app) => configureHttp(app, env) },
});
