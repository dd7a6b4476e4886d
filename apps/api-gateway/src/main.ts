import 'reflect-metadata';
import { runService } from '@reservoir/service';
import { configureHttp, serverOptions } from './adapters/http/configure-http.js';
import { ApiGatewayModule } from './api-gateway.module.js';
import { readEnv, service } from './env.js';

/** Pools and receipts follow by so much: whoever changes a pool by a command is told together with what came of it (docs/adr/0028). */
const lingerMs = 80;
const env = readEnv();

await runService({
  name: service.name,
  env,
  module: () => ApiGatewayModule.register(),
  subscriptions: [
    { topic: 'companies.events.v1', malformed: 'dead-letter' },
    { topic: 'catalog.events.v1', malformed: 'dead-letter' },
    { topic: 'license-pool.events.v1', malformed: 'dead-letter', lingerMs },
    { topic: 'contracts.events.v1', malformed: 'dead-letter' },
    { topic: 'points-exchange.events.v1', malformed: 'dead-letter' },
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
